using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Features.Claims;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Resources;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Admin;

/// <summary>One claim about a tool: how far the evidence carries it, all that it was, and a form to change it.</summary>
public sealed partial class ClaimPage
{
    private Stored<ClaimView>? stored;
    private Stored<ClaimView>? latest;
    private ProblemDetails? problem;
    private string? done;
    private bool mayEdit;
    private int number;
    private string range = "";
    private string status = "";
    private string statement = "";
    private string reason = "";

    /// <summary>The tool's slug.</summary>
    [Parameter]
    public string Slug { get; set; } = "";

    /// <summary>Such as <c>CL-1</c>.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        mayEdit = await Desk.MayAsync(Permission.EditTools);
        _ = Numbers.TryParse(Numbers.Claim, Number, out number);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        (var read, problem) = await Desk.TryAsync(new GetClaim(Slug, number));
        Take(read);
    }

    private void Take(Stored<ClaimView>? read)
    {
        (stored, latest, done, reason) = (read, null, null, "");
        if (read is { Body: var claim })
            (range, status, statement) = (claim.Range, claim.Status, claim.Statement);
    }

    private async Task SaveAsync()
    {
        var (after, refusal) = await Desk.TryAsync(new ChangeClaim(Slug, number, new ChangeClaimBody(range.Trim(), status, statement.Trim(), reason)), stored!.RowVersion);
        (problem, done) = (refusal, null);
        if (after is not null)
        {
            Take(after);
            done = UiText.IsOnRecord;
        }
        else if (refusal!.Status == StatusCodes.Status412PreconditionFailed)
        {
            latest = (await Desk.TryAsync(new GetClaim(Slug, number))).Value;
        }
    }
}
