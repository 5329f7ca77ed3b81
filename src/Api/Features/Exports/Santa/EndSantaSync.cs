using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Santa;

namespace ToolRegistry.Api.Features.Exports.Santa;

/// <summary>Postflight: the machine says what it took.</summary>
internal sealed record EndSantaSync(string Channel, string Machine, SantaRequest Body) : IQuery<SantaSyncEnded>
{
    public static Permission Permission => Permission.PullExports;
}

/// <summary>That the end was noted (<c>PostflightResponse</c>).</summary>
internal sealed record SantaSyncEnded;

internal sealed class EndSantaSyncHandler(ChannelExports exports, SantaSyncs syncs) : IRequestHandler<EndSantaSync, SantaSyncEnded>
{
    public async Task<SantaSyncEnded> Handle(EndSantaSync request, CancellationToken cancellationToken)
    {
        exports.Require(request.Channel);
        var body = request.Body;
        await syncs.EndAsync(request.Channel, request.Machine, body.Count("rulesReceived"), body.Count("rulesProcessed"), body.Text("rulesHash", SantaMachine.MaxRulesHashLength), cancellationToken);
        return new SantaSyncEnded();
    }
}
