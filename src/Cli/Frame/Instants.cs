using System.CommandLine;
using ToolRegistry.Client;

namespace ToolRegistry.Cli.Frame;

/// <summary>Instants on the command line and for people.</summary>
internal static class Instants
{
    /// <summary>An option that takes an instant as the API reads it.</summary>
    public static Option<DateTimeOffset?> CreateOption(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "instant",
        CustomParser = result =>
        {
            if (WireJson.TryReadInstant(result.Tokens.Count == 1 ? result.Tokens[0].Value : null, out var instant))
                return instant;
            result.AddError($"{name} is an instant with an offset, such as 2026-07-10T00:00:00+08:00.");
            return null;
        },
    };

    /// <summary>An instant to the minute, in the time zone in which the service answers.</summary>
    public static string? Text(DateTimeOffset? instant) => instant?.ToString("yyyy-MM-dd HH:mm zzz");
}
