using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Infrastructure.Exports;

namespace ToolRegistry.Api.Features.Exports;

/// <summary>Pulls the file of a target as a channel delivers it.</summary>
internal sealed record PullExport(string Target, string? Channel, DateTimeOffset? At) : IQuery<PulledExport>
{
    public static Permission Permission => Permission.PullExports;
}

/// <summary>A file to be sent, and as what.</summary>
internal sealed record PulledExport(ExportFile File, string MediaType, string FileName);

internal sealed class PullExportHandler(ChannelExports exports, ExportFiles files) : IRequestHandler<PullExport, PulledExport>
{
    public Task<PulledExport> Handle(PullExport request, CancellationToken cancellationToken)
    {
        var (target, export) = exports.Of(request.Target, request.Channel, request.At);
        return Task.FromResult(new PulledExport(files.Get(target, export), target.Info.MediaType, target.Info.FileName));
    }
}
