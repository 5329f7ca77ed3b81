using System.Text.Json;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Exports;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Api.Features.Exports;

/// <summary>Signs what a file is: of which target, channel and revision, for which instant, until when it stands, and its hash.</summary>
internal sealed record SignExport(string Target, string? Channel, DateTimeOffset? At, bool AsCms) : IQuery<SignedStatement>
{
    public static Permission Permission => Permission.PullExports;
}

/// <summary>A signature as a document of its own: a compact JWS whose payload is an <see cref="ExportStatement"/>, or CMS over the file that holds the statement.</summary>
internal sealed record SignedStatement(byte[] Bytes, string MediaType);

internal sealed class SignExportHandler(ChannelExports exports, ExportFiles files, SigningKeys keys) : IRequestHandler<SignExport, SignedStatement>
{
    public async Task<SignedStatement> Handle(SignExport request, CancellationToken cancellationToken)
    {
        var (target, export, at) = exports.Of(request.Target, request.Channel, request.At);
        var statement = Of(target, export, at, files.Get(target, export));
        using var key = keys.Open(keys.Current);
        if (request.AsCms)
            return new SignedStatement(CmsSignature.Of(key, Convert.FromHexString(statement.Sha256), JsonSerializer.Serialize(statement, WireJson.Options)), CmsSignature.MediaType);
        return new SignedStatement(await CompactJws.SignAsync(key.Kid, key.Key, ExportStatement.Type, statement, cancellationToken), CompactJws.MediaType);
    }

    private static ExportStatement Of(IExportTarget target, Export export, DateTimeOffset at, ExportFile file) => new()
    {
        Target = target.Info.Name,
        Channel = export.Channel,
        Revision = file.Revision,
        At = at,
        AsOf = file.AsOf,
        ValidUntil = file.ValidUntil,
        FileName = target.Info.FileName,
        Sha256 = file.Sha256,
    };
}
