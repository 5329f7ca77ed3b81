using Microsoft.EntityFrameworkCore;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>The register in SQL Server.</summary>
public sealed class SqlServerRegisterDbContext(DbContextOptions<SqlServerRegisterDbContext> options) : RegisterDbContext(options)
{
    /// <inheritdoc/>
    protected override string? OrdinalCollation => "Latin1_General_100_BIN2";
}
