using System.Globalization;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>A copy of a register, for a run that changes it.</summary>
internal sealed class RegisterCopy : IDisposable
{
    private readonly DirectoryInfo folder;

    private RegisterCopy(DirectoryInfo folder) => this.folder = folder;

    public string Path => System.IO.Path.Combine(folder.FullName, "data", "register.db");

    private string Elsewhere => System.IO.Path.Combine(folder.FullName, "elsewhere");

    public static async Task<RegisterCopy> OfAsync(int tools)
    {
        await RegisterBuilder.TokenAsync(LoadCommands.RegisterOf(tools), tools, Role.Service, "benchmark");
        var copy = new RegisterCopy(Directory.CreateDirectory(System.IO.Path.Combine(LoadCommands.Folder, Guid.CreateVersion7().ToString("n", CultureInfo.InvariantCulture))));
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy.Path)!);
        Directory.CreateDirectory(copy.Elsewhere);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var ending in new[] { "", "-wal" }.Where(e => File.Exists(LoadCommands.RegisterOf(tools) + e)))
            File.Copy(LoadCommands.RegisterOf(tools) + ending, copy.Path + ending);
        return copy;
    }

    /// <summary>Takes the database away from all that have it open.</summary>
    public void Lose() => Move(System.IO.Path.GetDirectoryName(Path)!, Elsewhere);

    /// <summary>Brings it back.</summary>
    public void Return() => Move(Elsewhere, System.IO.Path.GetDirectoryName(Path)!);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static void Move(string from, string to)
    {
        // The database itself goes last and comes first: a log without its database is nobody's.
        foreach (var name in new[] { "register.db-shm", "register.db-wal", "register.db" }.Where(n => File.Exists(System.IO.Path.Combine(from, n))))
            File.Move(System.IO.Path.Combine(from, name), System.IO.Path.Combine(to, name), overwrite: true);
    }
}
