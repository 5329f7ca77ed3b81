using System.Text.Json;
using FluentValidation;
using MediatR;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;

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
internal sealed class RefusalBehavior<TRequest, TResponse>(RequestContext context, CommandTransaction transaction, RefusalCounter counter) : IPipelineBehavior<TRequest, TResponse>
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
                await transaction.RecordRefusalAsync(Deeds.Of<TRequest, TResponse>(request, context), refusal.Code);
            throw;
        }
    }
}

/// <summary>One transaction for one command.</summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(RequestContext context, CommandTransaction transaction) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : ICommand<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        transaction.RunAsync(Deeds.Of<TRequest, TResponse>(request, context), () => next(), () => context.IsReplay, cancellationToken);
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
        new(context.Principal.Owner, context.Principal.Method, ActionOf<TRequest>(), (request as ICommand<TResponse>)?.Subject ?? context.Route, context.CorrelationId);

    private static string ActionOf<TRequest>() =>
        typeof(TRequest).GetProperty(nameof(ICommand<>.Action), System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static)?.GetValue(null) as string
        ?? $"read.{typeof(TRequest).Name}";
}
