namespace ToolRegistry.Faults;

/// <summary>Says how much is to be done.</summary>
internal static class FaultRun
{
    /// <summary>Whether all is to be done, at length; else the short form.</summary>
    public static bool IsFull { get; } = Environment.GetEnvironmentVariable("TOOLREGISTRY_FAULTS") == "full";
}
