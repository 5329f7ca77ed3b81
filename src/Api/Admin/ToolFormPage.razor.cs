using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Features.Tools;
using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Resources;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>Registers a tool, or changes what is on record of one beside what it is recognised by.</summary>
public sealed partial class ToolFormPage
{
    private string name = "";
    private string slug = "";
    private string publisher = "";
    private string category = "";
    private string purpose = "";
    private string owner = "";
    private string support = "unknown";
    private DateOnly? endOfSupport;
    private DateOnly? verified;
    private string scheme = "generic";
    private bool oneLine;
    private string identifiers = "";
    private string releases = "";
    private ProblemDetails? problem;
    private Stored<ToolView>? seen;
    private Stored<ToolView>? latest;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The slug of a tool on record; null for a new one.</summary>
    [Parameter]
    public string? Slug { get; set; }

    private string Heading => Slug is null ? UiText.NewTool : UiText.EditNumber.With(seen?.Body.Name ?? Slug);

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => Desk.DemandAsync(Permission.EditTools);

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => Slug is null || seen?.Body.Slug == Slug ? Task.CompletedTask : LoadAsync();

    private async Task LoadAsync()
    {
        (seen, problem) = await Desk.TryAsync(new GetTool(Slug!));
        latest = null;
        if (seen is not { Body: var tool })
            return;
        (name, publisher, category, purpose, owner) = (tool.Name, tool.Publisher, tool.Category ?? "", tool.BusinessPurpose ?? "", tool.Owner ?? "");
        (support, endOfSupport, verified) = (tool.SupportStatus, tool.EndOfSupport, tool.LastVerifiedAt);
    }

    private void Suggest()
    {
        if (slug.Length == 0)
            slug = string.Join('-', name.ToLowerInvariant().Split([' ', '.', '_', '/'], StringSplitOptions.RemoveEmptyEntries)) is var made ? new string([.. made.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-')]) : "";
    }

    private async Task SaveAsync()
    {
        var (stored, refusal) = Slug is null
            ? await Desk.TryAsync(new RegisterTool(Entered))
            : await Desk.TryAsync(new DescribeTool(Slug, Entered), seen!.RowVersion);
        problem = refusal;
        if (stored is not null)
            Navigation.NavigateTo($"/admin/tools/{stored.Body.Slug}");
        else if (refusal!.Status == StatusCodes.Status412PreconditionFailed)
            latest = (await Desk.TryAsync(new GetTool(Slug!))).Value;
    }

    private NewToolBody Entered => new()
    {
        Name = name.Trim(),
        Slug = slug.Trim(),
        Publisher = publisher.Trim(),
        Category = Entry.Given(category),
        BusinessPurpose = Entry.Given(purpose),
        Owner = Entry.Given(owner),
        SupportStatus = support,
        EndOfSupport = endOfSupport,
        LastVerifiedAt = verified,
        VersionScheme = scheme,
        OneVersionLine = oneLine,
        Identifiers = [.. Entry.Lines(identifiers).Select(l => l.Split(':', 2)).Select(p => new IdentifierBody(p[0].Trim(), p.Length > 1 ? p[1].Trim() : ""))],
        Releases = [.. Entry.Lines(releases).Select(l => l.Split(' ', 2, StringSplitOptions.TrimEntries)).Select(p => new ReleaseBody(p[0], p.Length > 1 && DateOnly.TryParseExact(p[1], "yyyy-MM-dd", out var day) ? day : null))],
    };
}
