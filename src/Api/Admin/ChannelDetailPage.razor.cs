using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Mvc;
using ToolRegistry.Api.Features.Channels;
using ToolRegistry.Api.Features.Exports;
using ToolRegistry.Api.Features.Exports.Santa;
using ToolRegistry.Api.Pages;
using ToolRegistry.Api.Pipeline;
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
    private ProblemDetails? problem;
    private FidelityReport? shown;
    private ExportDiffView? diff;
    private IReadOnlyList<PullView> pulls = [];
    private IReadOnlyList<MachineView> machines = [];
    private string? content;
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
        (stored, problem) = await Desk.TryAsync(new GetChannel(Name));
        if (stored is null)
            return;
        reports.Clear();
        foreach (var target in stored.Body.Targets)
            reports.Add((target, (await Desk.TryAsync(new GetFidelity(target, Name, At: null))).Value));
        pulls = (await Desk.SendAsync(new ListPulls(First, Name))).Items;
        machines = (await Desk.SendAsync(new ListMachines(First, Name))).Items;
    }

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

    private async Task ApproveAsync()
    {
        var (after, refusal) = await Desk.TryAsync(new ApproveChannel(Name), stored!.RowVersion);
        (stored, problem) = (after ?? stored, refusal);
    }

    private async Task RejectAsync()
    {
        var (after, refusal) = await Desk.TryAsync(new RejectChannel(Name), stored!.RowVersion);
        (stored, problem) = (after ?? stored, refusal);
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
