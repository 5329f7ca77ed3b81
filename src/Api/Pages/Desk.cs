using System.Diagnostics;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Pages;

/// <summary>What came of a request: its answer, or why it was refused.</summary>
/// <param name="Value">The answer; nothing when it was refused.</param>
/// <param name="Problem">The refusal, as the API words it, or null.</param>
internal sealed record Outcome<T>(T? Value, ProblemDetails? Problem);

/// <summary>
/// Where pages hand in requests. They pass the door that the API's pass: each in a scope of its own, by who is signed in at that
/// moment, since a page may stay open for longer than its reader's token lasts.
/// </summary>
internal sealed class Desk(IServiceScopeFactory scopes, AuthenticationStateProvider authentication, Replica replica, AccessSettings access, TimeProvider clock)
{
    /// <summary>In place of a row version: whatever the record's state is.</summary>
    public const int Whatever = -1;

    private const string Route = "UI";

    /// <summary>Who is signed in now; nobody once the token has ended.</summary>
    public async Task<Principal> PrincipalAsync()
    {
        var user = (await authentication.GetAuthenticationStateAsync()).User;
        return SignIn.PrincipalOf(user, replica, clock.GetUtcNow()) ?? Principal.Anonymous;
    }

    /// <summary>Whether who is signed in has a permission: what they have not, they are not shown.</summary>
    public async Task<bool> MayAsync(Permission permission) => (await PrincipalAsync()).May(permission, access);

    /// <summary>Refuses a page to those who may not send what it is for.</summary>
    /// <exception cref="DomainException"><c>access.unauthenticated</c>, <c>access.forbidden</c></exception>
    public async Task DemandAsync(Permission permission) => (await PrincipalAsync()).Demand(permission, access);

    /// <summary>Hands a request in.</summary>
    /// <param name="request">The request.</param>
    /// <param name="rowVersion">The state of the record that the reader saw, for changes of one.</param>
    /// <exception cref="DomainException">It was refused.</exception>
    public async Task<T> SendAsync<T>(IRequest<T> request, int? rowVersion = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Principal = await PrincipalAsync();
        context.CorrelationId = Activity.Current?.Id ?? Guid.CreateVersion7().ToString("n");
        context.Route = Route;
        context.IfMatch = rowVersion switch { null => null, Whatever => Precondition.Any, { } version => new Precondition([version]) };
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Hands a request in, and takes a refusal as an answer.</summary>
    public async Task<Outcome<T>> TryAsync<T>(IRequest<T> request, int? rowVersion = null)
    {
        try
        {
            return new Outcome<T>(await SendAsync(request, rowVersion), Problem: null);
        }
        catch (Exception refusal) when (refusal is DomainException or ValidationException or DbUpdateException || DatabaseFailures.IsDatabase(refusal))
        {
            return new Outcome<T>(default, Problems.ProblemOf(refusal));
        }
    }
}
