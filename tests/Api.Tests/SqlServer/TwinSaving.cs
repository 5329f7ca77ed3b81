using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Tests.SqlServer;

/// <summary>Has the twin save whatever the service saves.</summary>
internal sealed class TwinSaving(TwinDatabase twin) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        eventData.Context!.ChangeTracker.DetectChanges();
        Save(eventData.Context, [.. eventData.Context.ChangeTracker.Entries()], e => e.State);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));

    /// <summary>Saves tracked records on the twin, in the state that is given for each.</summary>
    public void Save(DbContext source, IReadOnlyList<EntityEntry> entries, Func<EntityEntry, EntityState> stateOf)
    {
        try
        {
            var changed = entries.Where(e => stateOf(e) is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToArray();
            var statements = twin.Record(db =>
            {
                foreach (var entry in entries.Where(e => !e.Metadata.IsOwned()))
                    Track(db, entry);
                foreach (var entry in changed)
                    Copy(entry, db.Entry(entry.Entity), stateOf(entry), isForced: stateOf(entry) != entry.State);
                db.SaveChanges();
            });
            if (statements == 0 && changed.Length > 0)
                twin.Fail($"Nothing was saved of {string.Join(", ", changed.Select(e => $"{e.State} {e.Metadata.DisplayName()}"))}.");
        }
        catch (Exception failure)
        {
            twin.Fail($"{failure.Message} in saving {source.ChangeTracker.DebugView.ShortView}");
        }
    }

    private static void Track(SqlServerRegisterDbContext db, EntityEntry entry) =>
        db.ChangeTracker.TrackGraph(entry.Entity, node => node.Entry.State = EntityState.Unchanged);

    private void Copy(EntityEntry from, EntityEntry to, EntityState state, bool isForced)
    {
        if (state != EntityState.Modified)
            to.State = state;
        foreach (var property in PropertiesOf(from).Where(p => !p.Metadata.IsPrimaryKey()))
        {
            var same = Same(to, property.Metadata);
            same.CurrentValue = property.CurrentValue;
            if (state != EntityState.Added)
                same.OriginalValue = property.OriginalValue;
            if (state == EntityState.Modified)
                same.IsModified = isForced || property.IsModified;
        }

        if (state != EntityState.Deleted)
            RequireFit(to);
    }

    /// <summary>SQLite takes text of any length; SQL Server refuses what its column does not hold.</summary>
    private void RequireFit(EntityEntry entry)
    {
        foreach (var property in PropertiesOf(entry))
        {
            var value = property.CurrentValue is { } current && property.Metadata.GetTypeMapping().Converter is { } converter ? converter.ConvertToProvider(current) : property.CurrentValue;
            if (value is string text && property.Metadata.GetMaxLength() is { } max && text.Length > max)
                twin.Fail($"{entry.Metadata.DisplayName()}.{property.Metadata.Name} holds {max} characters, not the {text.Length} of {text}");
        }
    }

    private static IEnumerable<PropertyEntry> PropertiesOf(EntityEntry entry) =>
        entry.Properties.Concat(entry.ComplexProperties.SelectMany(c => c.Properties));

    private static PropertyEntry Same(EntityEntry entry, IProperty property) =>
        property.DeclaringType is IComplexType complex ? entry.ComplexProperty(complex.ComplexProperty.Name).Property(property.Name) : entry.Property(property.Name);
}
