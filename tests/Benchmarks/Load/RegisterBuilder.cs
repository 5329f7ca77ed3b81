using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>Writes a <see cref="LargeRegister"/> to a SQLite file, past the commands that people use, in a minute or so.</summary>
internal static class RegisterBuilder
{
    private const int BatchSize = 5_000;

    /// <summary>The groups of the token that is made.</summary>
    public static readonly IReadOnlyList<string> Groups = ["engineers"];

    /// <summary>Builds it where there is none, and gives a token of the role for it.</summary>
    public static async Task<string> TokenAsync(string path, int tools, Role role, string owner)
    {
        if (!File.Exists(path))
            await BuildAsync(path, new LargeRegister(tools));
        await using var db = Open(path);
        var person = Owner.Parse(owner);
        var (token, text) = ApiToken.Issue($"benchmark {role}", person, role, Groups, DateTimeOffset.UtcNow.AddDays(30), person, DateTimeOffset.UtcNow);
        await db.AddTokensAsync([token], CancellationToken.None);
        return text;
    }

    public static SqliteRegisterDbContext Open(string path) =>
        new(new DbContextOptionsBuilder<SqliteRegisterDbContext>().UseSqlite($"Data Source={path}").Options);

    private static async Task BuildAsync(string path, LargeRegister register)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Building a register of {register.Tools:N0} tools and {register.Decisions:N0} decisions in {path}"));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var part = path + ".part";
        File.Delete(part);
        await using (var db = Open(part))
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
        }

        await AddAsync(part, Enumerable.Range(0, register.Tools), (db, i) =>
        {
            var tool = LargeRegister.ToolAt(i);
            db.AddRecord(tool);
            db.ToolKeys.AddRange(tool.Identity.ExclusiveKeys.Select(k => new ToolKey { Hash = ToolKeys.HashOf(k), Tool = tool.Slug }));
            AddFact(db, PolicyFacts.ToolKind, tool.Slug, ToolFact.Of(tool));
        });
        await AddAsync(part, Enumerable.Range(0, register.Decisions), (db, i) =>
        {
            var decision = register.DecisionAt(i);
            db.AddRecord(decision);
            AddFact(db, PolicyFacts.DecisionKind, Numbers.Format(Numbers.Decision, decision.Number), DecisionFact.Of(decision, Support.None)!);
        });
        await AddAsync(part, Enumerable.Range(0, register.Exceptions), (db, i) =>
        {
            var exception = LargeRegister.ExceptionAt(i, register.DecisionAt(i * 30));
            db.AddRecord(exception);
            AddFact(db, PolicyFacts.ExceptionKind, Numbers.Format(Numbers.Exception, exception.Number), ExceptionFact.Of(exception)!);
        });
        await using (var db = Open(part))
        {
            var head = await db.PolicyHead.SingleAsync();
            (head.Revision, head.ChangedAt) = (1, LargeRegister.Day);
            await db.SaveChangesAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE); ANALYZE");
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        File.Move(part, path);
    }

    private static async Task AddAsync(string path, IEnumerable<int> indexes, Action<RegisterDbContext, int> add)
    {
        foreach (var batch in indexes.Chunk(BatchSize))
        {
            await using var db = Open(path);
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            foreach (var i in batch)
                add(db, i);
            await db.SaveChangesAsync();
        }
    }

    private static void AddFact<T>(RegisterDbContext db, string kind, string key, T fact) =>
        db.PolicyFacts.Add(new PolicyFact { Kind = kind, Key = key, FromRevision = 1, Json = StoredJson.Write(fact) });
}
