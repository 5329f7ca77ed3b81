using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Features.Claims;
using ToolRegistry.Api.Features.Decisions;
using ToolRegistry.Api.Features.Evidence;
using ToolRegistry.Api.Features.Exceptions;
using ToolRegistry.Api.Features.Tools;
using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Resources;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Api.Admin;

/// <summary>Enters a decision. What is changed of a draft is saved at once; a draft that somebody else changed meanwhile is not written over.</summary>
public sealed partial class DecisionFormPage
{
    private static readonly IReadOnlyList<string> Environments = Domain.Decisions.Scope.KnownEnvironments;
    private static readonly IReadOnlyList<string> Dispositions = Wire.All<Domain.Decisions.Disposition>();

    private static readonly PageQuery All = new(Limit: 200, Cursor: null, Sort: null);

    private DecisionForm form = new();
    private ToolView? tool;
    private IReadOnlyList<ClaimView> claims = [];
    private IReadOnlyList<EvidenceView> evidence = [];
    private IReadOnlyList<ExceptionView> exceptions = [];
    private ProblemDetails? problem;
    private Stored<DecisionView>? latest;
    private RevisionView? saved;
    private int? number;
    private int rowVersion;
    private string status = "";
    private string written = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <summary>Such as <c>TR-42</c>; null for a new one.</summary>
    [Parameter]
    public string? Number { get; set; }

    [SupplyParameterFromQuery]
    private string? Tool { get; set; }

    private string Title => number is null ? UiText.NewDecision : UiText.EditNumber.With(Number);

    /// <summary>Which releases lie in the ranges as they are typed, or why these can't be read.</summary>
    private (IReadOnlyList<(string Version, bool IsHeld)> Releases, string? Fault) Held
    {
        get
        {
            try
            {
                VersionRange[] read = [.. Entry.Lines(form.Ranges).Select(VersionRange.Parse)];
                return ([.. (tool?.Releases ?? []).Select(r => (r.Version, VersionRange.Hold(read, r.Version) ?? true))], null);
            }
            catch (DomainException unreadable)
            {
                return ([], unreadable.Message);
            }
        }
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Desk.DemandAsync(Permission.Draft);

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (Number is { } text && Numbers.TryParse(Numbers.Decision, text, out var known))
        {
            number = known;
            await TakeLatestAsync();
        }
        else if (form.Phases.Count == 0)
        {
            form.Tool = Tool ?? "";
            form.Ranges = "vers:generic/*";
            form.Phases.Add(new DecisionForm.PhaseEntry());
            await LoadToolAsync();
        }
    }

    private async Task TakeLatestAsync()
    {
        var (stored, refusal) = await Desk.TryAsync(new GetDecision(number!.Value));
        problem = refusal;
        if (stored is null)
            return;
        Take(stored);
        if (saved is { } pending)
            form = DecisionForm.Of(stored.Body.Tool, pending);
        written = Written();
        await LoadToolAsync();
    }

    private async Task LoadToolAsync()
    {
        (tool, claims, evidence) = (null, [], []);
        if (string.IsNullOrWhiteSpace(form.Tool) || (await Desk.TryAsync(new GetTool(form.Tool.Trim()))).Value is not { } found)
            return;
        tool = found.Body;
        if (form.Ranges == "vers:generic/*")
            form.Ranges = $"vers:{tool.VersionScheme}/*";
        if (!await Desk.MayAsync(Security.Permission.ReadInternal))
            return;
        if (number is not null)
            exceptions = [.. (await Desk.SendAsync(new ListExceptions(All, Number, State: "Approved"))).Items.Where(e => e.Until > Clock.GetUtcNow())];
        claims = (await Desk.SendAsync(new ListClaims(tool.Slug, All, Status: null))).Items;
        evidence = (await Desk.SendAsync(new ListEvidence(tool.Slug, All))).Items;
    }

    private void Take(Stored<DecisionView> stored) => (rowVersion, saved, latest) = (stored.RowVersion, stored.Body.Pending, null);

    /// <summary>Saves a draft as soon as a field is left that was changed.</summary>
    private Task LeaveAsync() => number is null || Written() == written ? Task.CompletedTask : SaveAsync();

    private string Written() => JsonSerializer.Serialize(form.ToEdit(), WireJson.Options);

    private async Task SubmitAsync()
    {
        if (number is not null)
        {
            if (await SaveAsync())
                Navigation.NavigateTo($"/admin/decisions/{Number}");
            return;
        }

        var (stored, refusal) = await Desk.TryAsync(new DraftDecision(form.ToNew()));
        problem = refusal;
        if (stored is not null)
            Navigation.NavigateTo($"/admin/decisions/{stored.Body.Number}");
    }

    private async Task<bool> SaveAsync()
    {
        var (stored, refusal) = await Desk.TryAsync(new EditDecision(number!.Value, form.ToEdit()), rowVersion);
        (problem, status) = (refusal, stored is null ? UiText.NotSaved : UiText.Saved);
        written = Written();
        if (stored is not null)
            Take(stored);
        else if (refusal!.Status == StatusCodes.Status412PreconditionFailed)
            latest = await Desk.SendAsync(new GetDecision(number.Value));
        return stored is not null;
    }

    private void AddPhase() => form.Phases.Add(new DecisionForm.PhaseEntry());

    private Task RemoveAsync(DecisionForm.PhaseEntry phase)
    {
        form.Phases.Remove(phase);
        return number is null ? Task.CompletedTask : SaveAsync();
    }

    private static void Toggle(HashSet<string> chosen, string value, ChangeEventArgs change)
    {
        if (change.Value is true)
            chosen.Add(value);
        else
            chosen.Remove(value);
    }
}
