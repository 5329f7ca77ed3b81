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
internal sealed record PulledExport(ExportFile File, Func<Stream> Open, string MediaType, string FileName);

internal sealed class PullExportHandler(ChannelExports exports, ExportFiles files, PullLog pulls, RequestContext context) : IRequestHandler<PullExport, PulledExport>
{
    public Task<PulledExport> Handle(PullExport request, CancellationToken cancellationToken)
    {
        var (target, export, _) = exports.Of(request.Target, request.Channel, request.At);
        var file = files.Get(target, export);
        // To look at another instant is to look, not to enforce.
        if (request.At is null)
            pulls.Note(export.Channel, target.Info.Name, context.Principal.Person.Value, file);
        return Task.FromResult(new PulledExport(file, () => files.Open(target, export), target.Info.MediaType, target.Info.FileName));
    }
}
