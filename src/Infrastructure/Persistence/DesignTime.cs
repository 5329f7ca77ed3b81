using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Lets dotnet-ef make SQLite migrations without starting the service.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteRegisterDbContext>
{
    /// <inheritdoc/>
    public SqliteRegisterDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteRegisterDbContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>Lets dotnet-ef make SQL Server migrations without a server.</summary>
internal sealed class SqlServerDesignTime : IDesignTimeDbContextFactory<SqlServerRegisterDbContext>
{
    /// <inheritdoc/>
    public SqlServerRegisterDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerRegisterDbContext>().UseSqlServer("Server=design-time").Options);
}
