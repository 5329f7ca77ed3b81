namespace ToolRegistry.Cli.Scan;

/// <summary>A source could not be read. The others are.</summary>
internal sealed class ScanException(string reason) : Exception(reason);
