using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Features.Assessments;
using ToolRegistry.Api.Features.Claims;
using ToolRegistry.Api.Features.Evidence;
using ToolRegistry.Api.Features.Tools;
using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Resources;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>Puts on record what belongs to a tool: releases, identifiers, claims, evidence and assessments.</summary>
public sealed partial class ToolAdditions
{
    private (string Version, DateOnly? Date, string Sha256, string Platform) release = ("", null, "", "");
    private (string Kind, string Value) identifier = ("purl", "");
    private (string Range, string Status, string Statement) claim = ("", "unverified", "");
    private EvidenceForm evidence = new();
    private (string Range, string Likelihood, string Impact, string Rationale) risk = ("", "Moderate", "Moderate", "");
    private ProblemDetails? problem;
    private string? done;

    /// <summary>The tool.</summary>
    [Parameter]
    [EditorRequired]
    public ToolView Tool { get; set; } = null!;

    /// <summary>The claims that evidence may speak of.</summary>
    [Parameter]
    public IReadOnlyList<ClaimView> Claims { get; set; } = [];

    /// <summary>Told when something was put on record.</summary>
    [Parameter]
    public EventCallback OnAdded { get; set; }

    /// <inheritdoc/>
    protected override void OnInitialized() => (claim.Range, risk.Range) = ($"vers:{Tool.VersionScheme}/*", $"vers:{Tool.VersionScheme}/*");

    private async Task AddReleaseAsync()
    {
        ArtifactBody[] artifacts = string.IsNullOrWhiteSpace(release.Sha256) ? [] : [new ArtifactBody(release.Sha256.Trim(), Entry.Given(release.Platform))];
        if (await AddAsync(new AddRelease(Tool.Slug, new ReleaseBody(release.Version.Trim(), release.Date, artifacts))))
            release = ("", null, "", release.Platform);
    }

    private async Task AddIdentifierAsync()
    {
        if (await AddAsync(new AddIdentifier(Tool.Slug, new IdentifierBody(identifier.Kind, identifier.Value.Trim()))))
            identifier.Value = "";
    }

    private async Task AddClaimAsync()
    {
        if (await AddAsync(new AddClaim(Tool.Slug, new NewClaimBody(claim.Range.Trim(), claim.Status, claim.Statement))))
            claim.Statement = "";
    }

    private async Task AddEvidenceAsync()
    {
        if (await AddAsync(new AddEvidence(Tool.Slug, evidence.ToNew())))
            evidence = new EvidenceForm();
    }

    private async Task AddAssessmentAsync()
    {
        if (await AddAsync(new AddAssessment(Tool.Slug, new NewAssessmentBody(risk.Range.Trim(), risk.Likelihood, risk.Impact, risk.Rationale))))
            risk.Rationale = "";
    }

    private async Task<bool> AddAsync<T>(IRequest<Stored<T>> request)
    {
        var (stored, refusal) = await Desk.TryAsync(request);
        // What a tool is recognised by may wait for review, also the files of a release.
        var waits = stored is { Body: ToolView { Pending: not null } } && Tool.Pending is null;
        (problem, done) = (refusal, stored is null ? null : waits ? UiText.Proposed : UiText.IsOnRecord);
        if (stored is not null)
            await OnAdded.InvokeAsync();
        return stored is not null;
    }
}
