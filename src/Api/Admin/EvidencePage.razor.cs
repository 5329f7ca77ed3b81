using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Features.Claims;
using ToolRegistry.Api.Features.Evidence;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Resources;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain;

namespace ToolRegistry.Api.Admin;

/// <summary>One piece of evidence about a tool: what it says, the copy that was read, all that it was, and what may be done about it.</summary>
public sealed partial class EvidencePage
{
    private const string Current = "current";
    private static readonly PageQuery All = new(Limit: 200, Cursor: null, Sort: null);

    private Stored<EvidenceView>? stored;
    private Stored<EvidenceView>? latest;
    private IReadOnlyList<ClaimView> claims = [];
    private IReadOnlyList<EvidenceView> others = [];
    private EvidenceForm form = new();
    private ProblemDetails? problem;
    private IBrowserFile? file;
    private string? asking;
    private string? done;
    private string superseder = "";
    private string reason = "";
    private bool mayEdit;
    private int number;

    /// <summary>The tool's slug.</summary>
    [Parameter]
    public string Slug { get; set; } = "";

    /// <summary>Such as <c>EV-1</c>.</summary>
    [Parameter]
    public string Number { get; set; } = "";

    private bool MayChange => mayEdit && stored?.Body.Status == Current;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        mayEdit = await Desk.MayAsync(Permission.EditTools);
        _ = Numbers.TryParse(Numbers.Evidence, Number, out number);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        (var read, problem) = await Desk.TryAsync(new GetEvidence(Slug, number));
        Take(read);
        if (read is null || !mayEdit)
            return;
        claims = (await Desk.SendAsync(new ListClaims(Slug, All, Status: null))).Items;
        others = [.. (await Desk.SendAsync(new ListEvidence(Slug, All))).Items.Where(e => e.Status == Current && e.Number != read.Body.Number)];
        superseder = others.Count > 0 ? others[0].Number : "";
    }

    private void Take(Stored<EvidenceView>? read)
    {
        (stored, latest, asking, done, file, reason) = (read, null, null, null, null, "");
        if (read is not null)
            form = EvidenceForm.Of(read.Body);
    }

    private Task SaveAsync() => DoAsync(new ChangeEvidence(Slug, number, form.ToChange(reason)), UiText.IsOnRecord);

    private Task AnswerAsync(ReasonForm.Answer answer) => asking == UiText.Withdraw
        ? DoAsync(new WithdrawEvidence(Slug, number, new ReasonBody(answer.Reason)), UiText.CountsNoMore)
        : DoAsync(new SupersedeEvidence(Slug, number, new SupersedeEvidenceBody(superseder, answer.Reason)), UiText.CountsNoMore);

    private async Task StoreAsync()
    {
        if (file is not { Size: >= 1 and <= EvidenceCopies.MaxBytes })
        {
            (problem, done) = (new ProblemDetails { Status = StatusCodes.Status400BadRequest, Detail = UiText.CopyHint }, null);
            return;
        }

        // What the browser says of the size is not believed: no more than this is read.
        await using var content = file.OpenReadStream(EvidenceCopies.MaxBytes);
        await DoAsync(new StoreEvidenceCopy(Slug, number, await RawBody.ReadAsync(content, EvidenceCopies.MaxBytes, CancellationToken.None)), UiText.CopyStored);
    }

    private async Task DoAsync(IRequest<Stored<EvidenceView>> verb, string told)
    {
        var (after, refusal) = await Desk.TryAsync(verb, stored!.RowVersion);
        (problem, done) = (refusal, null);
        if (after is not null)
        {
            Take(after);
            done = told;
        }
        else if (refusal!.Status == StatusCodes.Status412PreconditionFailed)
        {
            latest = (await Desk.TryAsync(new GetEvidence(Slug, number))).Value;
        }
    }
}
