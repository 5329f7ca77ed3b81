namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>The providers there are.</summary>
public enum DatabaseProvider
{
    /// <summary>A SQLite file, for one machine.</summary>
    Sqlite,

    /// <summary>SQL Server, Azure SQL.</summary>
    SqlServer,
}

/// <summary>The configuration section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Database";

    /// <summary>The provider; <c>Sqlite</c> unless set.</summary>
    public DatabaseProvider Provider { get; set; }

    /// <summary>The connection string; for SQLite <c>Data Source=data/toolregistry.db</c> unless set.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>How many statements go in one round trip on SQL Server; null: the provider's default.</summary>
    public int? MaxBatchSize { get; set; }

    /// <summary>Whether to migrate at start; unless set, SQLite is migrated and SQL Server is not.</summary>
    public bool? Migrate { get; set; }
}
