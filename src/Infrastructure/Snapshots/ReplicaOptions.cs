using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>The configuration section <c>Replica</c>.</summary>
public sealed class ReplicaOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Replica";

    /// <summary>How often the database is asked for news; 500 ms unless set. A change made through another replica is answered from within this time.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Where the snapshot for a start without a database is kept; unless set, beside the SQLite file, or <c>data/toolregistry.snapshot</c>.</summary>
    public string? SnapshotPath { get; set; }

    /// <summary>The full path of the snapshot.</summary>
    public string SnapshotPathFor(DatabaseOptions database) => Path.GetFullPath(
        SnapshotPath ?? (database.Provider == DatabaseProvider.Sqlite ? Storage.SqlitePath(database) + ".snapshot" : "data/toolregistry.snapshot"));
}
