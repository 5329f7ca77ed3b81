using System.Globalization;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>What the runs have in common.</summary>
internal static class LoadCommands
{
    public const int DefaultTools = 100_000;

    /// <summary>Where the registers are built; they are kept for the next run.</summary>
    public static string Folder { get; } = Path.Combine(Path.GetTempPath(), "toolregistry-benchmarks");

    public static string RegisterOf(int tools) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"register-{tools}.db"));

    /// <summary>The number after an option, or the usual one.</summary>
    public static int Number(string[] args, string option, int usual) =>
        Array.IndexOf(args, option) is >= 0 and var i ? int.Parse(args[i + 1], CultureInfo.InvariantCulture) : usual;

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Builds a register and says how to run the service on it.</summary>
    public static async Task<int> RegisterAsync(string[] args)
    {
        var tools = Number(args, "--tools", DefaultTools);
        var path = RegisterOf(tools);
        var token = await RegisterBuilder.TokenAsync(path, tools, Role.Service, "benchmark");
        Console.WriteLine($"Token: {token}");
        Console.WriteLine($"dotnet run -c Release --project src/Api -- --Database:ConnectionString=\"Data Source={path}\"");
        return 0;
    }
}
