using System.Security.Cryptography.X509Certificates;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Api.Features.Snapshots;

/// <summary>Lists the public halves of the keys by which the service signs.</summary>
internal sealed record ListKeys : IQuery<JsonWebKeySet>
{
    public static Permission Permission => Permission.ReadPublished;
}

internal sealed class ListKeysHandler(SigningKeys keys) : IRequestHandler<ListKeys, JsonWebKeySet>
{
    public Task<JsonWebKeySet> Handle(ListKeys request, CancellationToken cancellationToken) => Task.FromResult(new JsonWebKeySet([.. keys.Published.Select(Of)]));

    private static JsonWebKey Of(SigningKey published)
    {
        using var certificate = X509CertificateLoader.LoadCertificate(published.PublicKey);
        return JsonWebKey.Of(published.Id, certificate);
    }
}
