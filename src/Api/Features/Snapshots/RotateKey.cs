using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Api.Features.Snapshots;

/// <summary>Makes the next signing key; it is published at once, and signs when whoever keeps the keys has had time to fetch it.</summary>
internal sealed record RotateKey : ICommand<Stored<RotatedKey>>, ICreates
{
    public static Permission Permission => Permission.ManageKeys;

    public static string Action => "signing-key.rotate";

    public string Subject => "signing-key";
}

internal sealed class RotateKeyValidator : AbstractValidator<RotateKey>;

internal sealed class RotateKeyHandler(RegisterDbContext db, SigningKeys keys) : IRequestHandler<RotateKey, Stored<RotatedKey>>
{
    public async Task<Stored<RotatedKey>> Handle(RotateKey request, CancellationToken cancellationToken)
    {
        var (key, signsFrom, formerUntil) = await keys.RotateAsync(db, cancellationToken);
        return new Stored<RotatedKey>(new RotatedKey(key.Id, key.CreatedAt, signsFrom, formerUntil), RowVersion: 1);
    }
}
