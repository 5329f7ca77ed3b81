using System.Text;
using MediatR;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Features.Channels;
using ToolRegistry.Api.Features.Exports;
using ToolRegistry.Api.Features.Exports.Santa;
using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Resources;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>One channel: what its targets are told, how faithfully, what a change would change, and who has pulled it.</summary>
public sealed partial class ChannelDetailPage
{
    private const int MaxShown = 20_000;
    private static readonly PageQuery First = new(Limit: 100, Cursor: null, Sort: null);

    private readonly List<(string Target, FidelityReport? Report)> reports = [];
    private Stored<ChannelView>? stored;
    private Stored<ChannelView>? latest;
    private ChannelForm form = new();
    private ProblemDetails? problem;
    private FidelityReport? shown;
    private ExportDiffView? diff;
    private IReadOnlyList<PullView> pulls = [];
    private IReadOnlyList<MachineView> machines = [];
    private string? content;
    private string? done;
    private string from = "";
    private string to = "";
    private string draft = "";
    private bool mayManage;
    private bool mayReview;

    /// <summary>The channel's name.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        (mayManage, mayReview) = (await Desk.MayAsync(Permission.ManageChannels), await Desk.MayAsync(Permission.ReviewExports));
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        (var read, problem) = await Desk.TryAsync(new GetChannel(Name));
        (stored, done) = (null, null);
        if (read is null)
            return;
        await TakeAsync(read);
        pulls = (await Desk.SendAsync(new ListPulls(First, Name))).Items;
        machines = (await Desk.SendAsync(new ListMachines(First, Name))).Items;
    }

    private async Task TakeAsync(Stored<ChannelView> read)
    {
        (stored, latest, form) = (read, null, ChannelForm.Of(Asked(read.Body)));
        reports.Clear();
        foreach (var target in read.Body.Targets)
            reports.Add((target, (await Desk.TryAsync(new GetFidelity(target, Name, At: null))).Value));
    }

    /// <summary>What is wanted of a channel: what waits for approval, or else what holds.</summary>
    private static ChannelTermsBody Asked(ChannelView channel) => channel.Pending?.Terms ?? channel;

    private async Task ShowAsync(string target)
    {
        (diff, content) = (null, null);
        (shown, problem) = await Desk.TryAsync(new GetFidelity(target, Name, At: null));
        // To look is not to pull: an instant is named.
        var (pulled, refusal) = await Desk.TryAsync(new PullExport(target, Name, Clock.GetUtcNow()));
        problem ??= refusal;
        if (pulled is not null && IsText(pulled.MediaType))
            content = await ReadAsync(pulled);
    }

    private async Task CompareAsync() =>
        (diff, problem) = await Desk.TryAsync(new GetDiff(shown!.Target, Name, Entry.Given(from), Entry.Given(to), Entry.Given(draft)));

    private Task ChangeAsync() => DoAsync(new ChangeChannel(Name, form.ToTerms()), UiText.IsOnRecord);

    private async Task DoAsync(IRequest<Stored<ChannelView>> verb, string told)
    {
        var (after, refusal) = await Desk.TryAsync(verb, stored!.RowVersion);
        (problem, done) = (refusal, null);
        if (after is not null)
        {
            await TakeAsync(after);
            done = after.Body.Pending is null ? told : UiText.WaitsForSecond;
        }
        else if (refusal!.Status == StatusCodes.Status412PreconditionFailed)
        {
            latest = (await Desk.TryAsync(new GetChannel(Name))).Value;
        }
    }

    private static bool IsText(string mediaType) => mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType.Contains("json", StringComparison.Ordinal) || mediaType.Contains("xml", StringComparison.Ordinal) || mediaType.Contains("yaml", StringComparison.Ordinal);

    private static async Task<string> ReadAsync(PulledExport pulled)
    {
        await using var file = pulled.Open();
        using var text = new StreamReader(file, Encoding.UTF8);
        var read = new char[MaxShown];
        var length = await text.ReadBlockAsync(read);
        return new string(read, 0, length) + (length == MaxShown ? "…" : "");
    }
}
