using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Exports;

namespace ToolRegistry.Api.Features.Exports;

/// <summary>Lists the targets of exports, with what each can say.</summary>
internal sealed record ListTargets : IQuery<TargetList>
{
    public static Permission Permission => Permission.ReadChannels;
}

internal sealed class ListTargetsHandler : IRequestHandler<ListTargets, TargetList>
{
    public Task<TargetList> Handle(ListTargets request, CancellationToken cancellationToken) => Task.FromResult(new TargetList([.. ExportTargets.All.Select(t => Of(t.Info))]));

    private static TargetView Of(TargetInfo target) => new(
        target.Name, target.Title, target.MediaType, target.FileName, target.Identifiers, target.Versions, target.KnowsDates, target.CanAudit, target.CanDenyUnknown, target.MaxBytes, target.MaxRules);
}
