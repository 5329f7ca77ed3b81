using System.Text.Json;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Pipeline;

/// <summary>Lets only those in who may; the outermost but for the record of refusals.</summary>
internal sealed class AuthorizationBehavior<TRequest, TResponse>(RequestContext context, AccessSettings access) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IMessage<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        context.Principal.Demand(TRequest.Permission, access);
        return next();
    }
}

/// <summary>Refuses input that breaks a rule, with all that is wrong at once.</summary>
internal sealed class ValidationBehavior<TRequest, TResponse>(IEnumerable<IValidator<TRequest>> validators) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IMessage<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var validator in validators)
            await validator.ValidateAndThrowAsync(request, cancellationToken);
        return await next();
    }
}

/// <summary>
/// Puts on record that someone tried what they may not, or what the state does not allow. Other refusals are counted only.
/// </summary>
internal sealed class RefusalBehavior<TRequest, TResponse>(RequestContext context, Lazy<CommandTransaction> transaction, RefusalCounter counter) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IMessage<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        try
        {
            return await next();
        }
        catch (DomainException refusal)
        {
            counter.Count(refusal.Code);
            if (context.Principal.Owner is not null && refusal.Refusal is Refusal.Forbidden or Refusal.Conflict)
                await transaction.Value.RecordRefusalAsync(Deeds.Of<TRequest, TResponse>(request, context), refusal.Code);
            throw;
        }
    }
}

/// <summary>One transaction for one command; what it changed is answered from before it is answered itself.</summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(RequestContext context, CommandTransaction transaction, RegisterDbContext db, Replica replica, RequestLimits limits, TimeProvider clock, ILogger<Replica> logger) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (replica.Standing == Standing.Ahead)
            throw new DomainException(Refusal.Unavailable, "service.behind", "The database is behind what was answered before, as after a restore: nothing is changed until its revision is raised.");
        TResponse response;
        using (await limits.TurnToWriteAsync(cancellationToken))
            response = await transaction.RunAsync(Deeds.Of<TRequest, TResponse>(request, context), () => RunAsync(next, cancellationToken), () => context.IsReplay, cancellationToken);
        try
        {
            await replica.CatchUpAsync(db, CancellationToken.None);
        }
        catch (Exception failure) when (DatabaseFailures.IsDatabase(failure))
        {
            // It is done all the same, and seen when the database is back.
            logger.LogWarning(failure, "The database went away right after a change");
        }

        return response;
    }

    private async Task<TResponse> RunAsync(RequestHandlerDelegate<TResponse> next, CancellationToken ct)
    {
        // Another replica may have revoked the token, or ended the session, a moment ago.
        if (context.Principal.TokenId is { } id && !await db.Tokens.AnyAsync(t => t.Id == id && t.RevokedAt == null && t.ExpiresAt > clock.GetUtcNow(), ct))
            throw new DomainException(Refusal.Unauthenticated, "access.token-invalid", "The API token is expired or revoked.");
        if (context.Principal.Session is { Keys: var keys, BeganAt: var beganAt } && await db.EndedSessions.AnyAsync(e => keys.Contains(e.Key) && e.EndedAt >= beganAt, ct))
            throw new DomainException(Refusal.Unauthenticated, "access.session-ended", "You have been signed out; sign in again.");
        return await next();
    }
}

/// <summary>Answers a repeated request with the answer it had; inside the transaction, so that a race has one winner.</summary>
internal sealed class IdempotencyBehavior<TRequest, TResponse>(RequestContext context, RegisterDbContext db, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>, ICreates
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (context.IdempotencyKey is not { } given)
            return await next();

        var key = IdempotencyKeys.KeyOf(context, given);
        var hash = IdempotencyKeys.HashOf(request);
        if (await db.FindAsync<IdempotencyRecord>([key], cancellationToken) is { } known && known.ExpiresAt > clock.GetUtcNow())
        {
            var answer = IdempotencyKeys.AnswerOf(known, hash);
            context.IsReplay = true;
            return JsonSerializer.Deserialize<TResponse>(answer, IdempotencyKeys.Json)!;
        }

        var response = await next();
        await IdempotencyKeys.KeepAsync(db, key, hash, request is IAnswersSecret ? null : JsonSerializer.Serialize(response, IdempotencyKeys.Json), clock.GetUtcNow(), cancellationToken);
        return response;
    }
}

/// <summary>Names what is done, for the record.</summary>
internal static class Deeds
{
    public static Deed Of<TRequest, TResponse>(TRequest request, RequestContext context)
        where TRequest : IMessage<TResponse> =>
        new(context.Principal.Owner, MethodOf(context.Principal), ActionOf<TRequest>(), (request as ICommand<TResponse>)?.Subject ?? context.Route, context.CorrelationId);

    /// <summary>By what they were known, without a name: the entry's own can be redacted, and this stands in it as it is.</summary>
    private static string MethodOf(Principal principal) => principal.TokenId is null ? principal.Method.Split(':')[0] : principal.Method;

    private static string ActionOf<TRequest>() =>
        typeof(TRequest).GetProperty(nameof(ICommand<>.Action), System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)?.GetValue(null) as string
        ?? $"read.{typeof(TRequest).Name}";
}
