using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Features.Tools;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Sessions;
using ToolRegistry.Tests;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>Sessions of a browser end when they are ended, wherever their cookie is.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private RegisterHost host = null!;

    public async ValueTask InitializeAsync() => host = await RegisterHost.StartAsync();

    public async ValueTask DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Cookie_CopiedBeforeSigningOut_IsNoUseAfterwards_AndOtherSessionsGoOn()
    {
        var token = (await host.CallerAsync(Role.Analyst, "dana")).Token!;
        var cookies = new CookieContainer();
        using var session = await PageSession.OpenAsync(host.Address, token, cookies);
        using var other = await PageSession.OpenAsync(host.Address, token);
        using var copy = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = host.Address };
        copy.DefaultRequestHeaders.Add("Cookie", cookies.GetCookieHeader(host.Address));
        Assert.True(await PageSession.IsOpenAsync(copy));

        await PageSession.CloseAsync(session);
        Assert.False(await PageSession.IsOpenAsync(session));
        Assert.False(await PageSession.IsOpenAsync(copy));
        Assert.True(await PageSession.IsOpenAsync(other));
    }

    [Fact]
    public async Task Session_EndedThroughAnotherReplica_ChangesNothingAnyMore()
    {
        var session = Session.Begin(host.Clock.GetUtcNow());
        await SendAsync(session, "before");
        await host.WithDatabaseAsync(db =>
        {
            db.EndedSessions.Add(new EndedSession { Key = session.Key, EndedAt = session.BeganAt, ForgetAt = session.BeganAt.AddDays(1) });
            return db.SaveChangesAsync();
        });
        Assert.Equal("access.session-ended", (await Assert.ThrowsAsync<DomainException>(() => SendAsync(session, "after"))).Code);
        await SendAsync(Session.Begin(session.BeganAt), "another");
    }

    private async Task SendAsync(Session session, string slug)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Principal = new Principal(Owner.Parse("dana"), [Role.Analyst], Groups: [], "oidc:dana") { Session = session };
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RegisterTool(new NewToolBody { Slug = slug, Name = slug, Publisher = "p" }));
    }
}
