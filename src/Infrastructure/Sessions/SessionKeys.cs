using System.Diagnostics.CodeAnalysis;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Sessions;

/// <summary>
/// Keeps the keys of data protection in the database. Without a master key nothing that is secret is written there, and while the
/// database is away nothing can be: then a key lasts as long as the process, and so do its sessions. Pages are served all the same.
/// </summary>
public sealed class SessionKeys(IServiceScopeFactory scopes, MasterKey master, TimeProvider clock, ILogger<SessionKeys> logger) : IXmlRepository
{
    private readonly List<XElement> ofThisProcess = [];

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements() => master.Exists && WithDatabase(Read, out var stored) ? [.. stored, .. OfThisProcess()] : OfThisProcess();

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        var key = new SessionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting), CreatedAt = clock.GetUtcNow() };
        if (master.Exists && WithDatabase(db => Write(db, key), out _))
            return;
        logger.LogWarning("A key of sessions could not be kept: people have to sign in again when this replica starts; there must be a master key (Signing:MasterKeyFile) and the database");
        lock (ofThisProcess)
            ofThisProcess.Add(element);
    }

    private static XElement[] Read(RegisterDbContext db) => [.. db.SessionKeys.OrderBy(k => k.CreatedAt).Select(k => k.Xml).AsEnumerable().Select(XElement.Parse)];

    private static int Write(RegisterDbContext db, SessionKey key)
    {
        db.SessionKeys.Add(key);
        return db.SaveChanges();
    }

    private bool WithDatabase<T>(Func<RegisterDbContext, T> use, [NotNullWhen(true)] out T? result)
    {
        using var scope = scopes.CreateScope();
        try
        {
            result = use(scope.ServiceProvider.GetRequiredService<RegisterDbContext>())!;
            return true;
        }
        catch (Exception failure) when (DatabaseFailures.IsDatabase(failure))
        {
            result = default;
            return false;
        }
    }

    private XElement[] OfThisProcess()
    {
        lock (ofThisProcess)
            return [.. ofThisProcess];
    }
}
