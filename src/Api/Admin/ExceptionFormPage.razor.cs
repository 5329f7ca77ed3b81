using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Features.Exceptions;
using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Resources;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Admin;

/// <summary>Begins an exception, or changes what one that is not yet granted asks for.</summary>
public sealed partial class ExceptionFormPage
{
    private string decision = "";
    private string groups = "";
    private string environments = "";
    private string regions = "";
    private string reason = "";
    private string controls = "";
    private string risk = "";
    private DateTimeOffset? from;
    private DateTimeOffset? until;
    private DateTimeOffset? reviewBy;
    private ProblemDetails? problem;
    private Stored<ExceptionView>? seen;
    private Stored<ExceptionView>? latest;
    private int number;

    /// <summary>Such as <c>EX-3</c>; null for a new one.</summary>
    [Parameter]
    public string? Number { get; set; }

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? Decision { get; set; }

    private string Heading => Number is null ? UiText.NewException : UiText.EditNumber.With(Number);

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        await Desk.DemandAsync(Permission.Draft);
        if (Number is null)
        {
            (decision, from, until) = (Decision ?? "", Clock.GetUtcNow(), Clock.GetUtcNow().AddDays(90));
            return;
        }

        _ = Numbers.TryParse(Numbers.Exception, Number, out number);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        (seen, problem) = await Desk.TryAsync(new GetException(number));
        latest = null;
        if (seen is not { Body: var exception })
            return;
        (decision, from, until, reviewBy) = (exception.Decision, exception.From, exception.Until, exception.ReviewBy);
        (groups, environments, regions) = (Entry.Joined(exception.Audience.Groups), Entry.Joined(exception.Audience.Environments), Entry.Joined(exception.Audience.Regions));
        (reason, controls, risk) = (exception.Reason, string.Join('\n', exception.CompensatingControls), exception.ResidualRisk);
    }

    private async Task SaveAsync()
    {
        var (stored, refusal) = Number is null
            ? await Desk.TryAsync(new DraftException(Entered))
            : await Desk.TryAsync(new EditException(number, Entered), seen!.RowVersion);
        problem = refusal;
        if (stored is not null)
            Navigation.NavigateTo($"/admin/exceptions/{stored.Body.Number}");
        else if (refusal!.Status == StatusCodes.Status412PreconditionFailed)
            latest = (await Desk.TryAsync(new GetException(number))).Value;
    }

    private NewExceptionBody Entered => new()
    {
        Decision = decision.Trim(),
        Audience = new ScopeBody(Entry.Parts(groups), Entry.Parts(environments), Entry.Parts(regions)),
        From = from ?? default,
        Until = until ?? default,
        Reason = reason,
        CompensatingControls = Entry.Lines(controls),
        ResidualRisk = risk,
        ReviewBy = reviewBy,
    };
}
