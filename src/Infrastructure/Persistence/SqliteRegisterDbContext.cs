using Microsoft.EntityFrameworkCore;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>The register in a SQLite file.</summary>
public sealed class SqliteRegisterDbContext(DbContextOptions<SqliteRegisterDbContext> options) : RegisterDbContext(options)
{
    /// <inheritdoc/>
    protected override string? OrdinalCollation => null;
}
