using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Exports.Apple;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Santa;

namespace ToolRegistry.Api.Features.Exports.Santa;

/// <summary>Rule download: the rules that a machine lacks, a page at a time.</summary>
internal sealed record DownloadSantaRules(string Channel, string Machine, SantaRequest Body) : IQuery<SantaRulesPage>
{
    public static Permission Permission => Permission.PullExports;
}

/// <summary>A page of rules (<c>RuleDownloadResponse</c>).</summary>
/// <param name="Rules">The rules, to be taken in their order.</param>
/// <param name="Cursor">By what the next page is asked for; null: there is none.</param>
internal sealed record SantaRulesPage(IEnumerable<SantaRule> Rules, string? Cursor);

internal sealed class DownloadSantaRulesHandler(ChannelExports exports, SantaSyncs syncs) : IRequestHandler<DownloadSantaRules, SantaRulesPage>
{
    private const int MaxCursor = 100;

    public async Task<SantaRulesPage> Handle(DownloadSantaRules request, CancellationToken cancellationToken)
    {
        exports.Require(request.Channel);
        var (rules, cursor) = await syncs.RulesAsync(request.Channel, request.Machine, request.Body.Text("cursor", MaxCursor), cancellationToken);
        return new SantaRulesPage(rules, cursor);
    }
}
