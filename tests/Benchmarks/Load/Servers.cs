using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ToolRegistry.Client;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Views;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>What the service is measured against.</summary>
internal static class Servers
{
    /// <summary>The least that Kestrel can do: a fixed body of a size.</summary>
    public static async Task<int> BareAsync(string[] args)
    {
        var body = new byte[LoadCommands.Number(args, "--size", 800)];
        Array.Fill(body, (byte)'x');
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(args[Array.IndexOf(args, "--urls") + 1]);
        await using var app = builder.Build();
        app.Run(http =>
        {
            http.Response.ContentType = "application/json; charset=utf-8";
            http.Response.ContentLength = body.Length;
            return http.Response.Body.WriteAsync(body).AsTask();
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>The check as one would write it at first: the records are read with EF Core at each request.</summary>
    public static async Task<int> EntityFrameworkAsync(string[] args)
    {
        var register = args[Array.IndexOf(args, "--register") + 1];
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(args[Array.IndexOf(args, "--urls") + 1]);
        builder.Services.AddDbContextPool<SqliteRegisterDbContext>(options => options.UseSqlite($"Data Source={register};Mode=ReadOnly"));
        await using var app = builder.Build();
        app.MapGet("/", () => "ready");
        app.MapGet("/v1/check", async (string subject, string? environment, SqliteRegisterDbContext db) =>
        {
            var verdict = await CheckAsync(db, CheckQuery.Create(Subject.Parse(subject), version: null, RegisterBuilder.Groups, environment, region: null, DateTimeOffset.UtcNow));
            return Results.Json(VerdictViews.Of(verdict, isAnonymous: false), WireJson.Options);
        });
        await app.RunAsync();
        return 0;
    }

    private static async Task<Verdict> CheckAsync(RegisterDbContext db, CheckQuery query)
    {
        var hashes = query.Subject.MatchKeys.Select(ToolKeys.HashOf).ToArray();
        var slugs = await db.ToolKeys.AsNoTracking().Where(k => hashes.Contains(k.Hash)).Select(k => k.Tool).ToListAsync();
        var decisions = await db.Decisions.AsNoTracking().Where(d => slugs.Contains(d.Tool)).ToListAsync();
        slugs.AddRange(decisions.SelectMany(d => d.InForce!.Terms.Alternatives).Select(a => a.Tool));
        decisions = await db.Decisions.AsNoTracking().Where(d => slugs.Contains(d.Tool)).ToListAsync();
        var tools = await db.Tools.AsNoTracking().Where(t => slugs.Contains(t.Slug)).ToListAsync();
        var numbers = decisions.Select(d => d.Number).ToArray();
        var exceptions = await db.Exceptions.AsNoTracking().Where(e => numbers.Contains(e.Decision)).ToListAsync();
        var facts = new PolicyFactSet(
            [.. tools.Select(ToolFact.Of)],
            [.. decisions.Select(d => DecisionFact.Of(d, Support.None)).OfType<DecisionFact>()],
            [.. exceptions.Select(ExceptionFact.Of).OfType<ExceptionFact>()]);
        return new PolicySnapshot(1, PolicySettings.Default, facts).Check(query);
    }
}
