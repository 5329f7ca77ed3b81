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
    private EvidenceEntry evidence = new();
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
        if (await AddAsync(new AddEvidence(Tool.Slug, evidence.ToBody())))
            evidence = new EvidenceEntry();
    }

    private async Task AddAssessmentAsync()
    {
        if (await AddAsync(new AddAssessment(Tool.Slug, new NewAssessmentBody(risk.Range.Trim(), risk.Likelihood, risk.Impact, risk.Rationale))))
            risk.Rationale = "";
    }

    private async Task<bool> AddAsync<T>(IRequest<Stored<T>> request)
    {
        var (stored, refusal) = await Desk.TryAsync(request);
        (problem, done) = (refusal, stored is null ? null : UiText.IsOnRecord);
        if (stored is not null)
            await OnAdded.InvokeAsync();
        return stored is not null;
    }

    private void Take(string number, ChangeEventArgs change)
    {
        if (change.Value is string { Length: > 0 } stance)
            evidence.Stances[number] = stance;
        else
            evidence.Stances.Remove(number);
    }

    /// <summary>Evidence as it is entered.</summary>
    private sealed class EvidenceEntry
    {
        public string Kind { get; set; } = "article";

        public string Title { get; set; } = "";

        public string Publisher { get; set; } = "";

        public string Url { get; set; } = "";

        public DateOnly? Published { get; set; }

        public string Reliability { get; set; } = "C";

        public int Credibility { get; set; } = 3;

        public string DerivedFrom { get; set; } = "";

        public Dictionary<string, string> Stances { get; } = new(StringComparer.Ordinal);

        public NewEvidenceBody ToBody() => new()
        {
            Kind = Kind,
            Title = Title.Trim(),
            Publisher = Publisher.Trim(),
            Url = Entry.Given(Url),
            PublishedAt = Published,
            Reliability = Reliability,
            Credibility = Credibility,
            Stances = Stances,
            DerivedFrom = Entry.Parts(DerivedFrom),
        };
    }
}
