using FluentValidation;
using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Checks;

/// <summary>Answers whether something may be used, in a version, here, at an instant.</summary>
internal sealed record Check(CheckBody Body, long? Revision) : IQuery<Verdict>
{
    public static Permission Permission => Permission.Check;

    /// <summary>Whether it is asked about the present, and as the asker: then it says what is used.</summary>
    public bool IsUse => Body is { At: null, Groups: null } && Revision is null;
}

internal sealed class CheckValidator : AbstractValidator<Check>
{
    public CheckValidator()
    {
        RuleFor(c => c.Body.Subject).Line(2_000);
        RuleFor(c => c.Body.Version).Line(1_000);
        RuleFor(c => c.Body.Groups).Groups();
    }
}

internal sealed class CheckHandler(Replica replica, PastSnapshots past, Lazy<RegisterDbContext> db, RequestContext context, AccessSettings access, TimeProvider clock) : IRequestHandler<Check, Verdict>
{
    public async Task<Verdict> Handle(Check request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        var query = Askers.QueryOf(body, context.Principal, access, clock.GetUtcNow());
        var snapshot = request.Revision is { } revision ? await past.AtAsync(db.Value, revision, cancellationToken) : replica.Current.Snapshot;
        return snapshot.Check(query);
    }
}

internal static class Askers
{
    /// <summary>What a principal asks with a body.</summary>
    /// <exception cref="Domain.DomainException"><c>subject.invalid</c>, <c>check.version-conflict</c>, <c>check.version-invalid</c>, and those of <see cref="Of"/></exception>
    public static CheckQuery QueryOf(CheckBody body, Principal principal, AccessSettings access, DateTimeOffset now) =>
        CheckQuery.Create(Subject.Parse(body.Subject), body.Version, Of(body.Groups, body.Environment, body.Region, principal, access), body.At ?? now);

    /// <summary>An asker of the principal's own groups; of others only for those who may ask what if.</summary>
    /// <exception cref="Domain.DomainException"><c>access.forbidden</c>, <c>access.unauthenticated</c>, <c>scope.invalid</c></exception>
    public static Asker Of(IReadOnlyList<string>? groups, string? environment, string? region, Principal principal, AccessSettings access)
    {
        if (groups is not null)
            principal.Demand(Permission.CheckForGroups, access);
        return Asker.Create(groups ?? principal.Groups, environment, region);
    }
}
