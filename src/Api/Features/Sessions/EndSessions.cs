using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Sessions;

namespace ToolRegistry.Api.Features.Sessions;

/// <summary>Ends sessions; whoever holds one, or the provider's signed word, is the authority. Said again, it is on record and ends nothing more.</summary>
/// <param name="Key">Which sessions: a key of a <see cref="Session"/>.</param>
/// <param name="EndedAt">What began until then ends.</param>
internal sealed record EndSessions(string Key, DateTimeOffset EndedAt) : ICommand<Unit>
{
    public static Permission Permission => Permission.EndSessions;

    public static string Action => "session.end";

    public string Subject => "session";
}

internal sealed class EndSessionsValidator : AbstractValidator<EndSessions>
{
    public EndSessionsValidator() => RuleFor(c => c.Key).NotEmpty();
}

internal sealed class EndSessionsHandler(RegisterDbContext db, TimeProvider clock) : IRequestHandler<EndSessions, Unit>
{
    public async Task<Unit> Handle(EndSessions request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var forgetAt = now + OidcSettings.LongestSession;
        if (await db.EndedSessions.SingleOrDefaultAsync(e => e.Key == request.Key, cancellationToken) is not { } known)
            db.EndedSessions.Add(new EndedSession { Key = request.Key, EndedAt = request.EndedAt, ForgetAt = forgetAt });
        else if (known.EndedAt >= request.EndedAt)
            return Unit.Value;
        else
            (known.EndedAt, known.ForgetAt) = (request.EndedAt, forgetAt);
        db.EndedSessions.RemoveRange(await db.EndedSessions.Where(e => e.ForgetAt <= now && e.Key != request.Key).ToListAsync(cancellationToken));
        await db.CountAccessChangeAsync(cancellationToken);
        return Unit.Value;
    }
}
