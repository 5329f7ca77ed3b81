namespace ToolRegistry.Cli.Lockfiles;

/// <summary>A lock file that can't be read as a whole. Nothing of it is used then: half a list would pass for a clean one.</summary>
/// <param name="fileName">The file as it was given.</param>
/// <param name="line">The line at fault, counted from 1, or null when it is the file as a whole.</param>
/// <param name="reason">What is wrong and what to do, as sentences.</param>
internal sealed class LockfileException(string fileName, int? line, string reason)
    : Exception(line is null ? $"{fileName}: {reason}" : $"{fileName}, line {line}: {reason}")
{
    /// <summary>The file as it was given.</summary>
    public string FileName { get; } = fileName;

    /// <summary>The line at fault, counted from 1, or null.</summary>
    public int? Line { get; } = line;

    /// <summary>What is wrong and what to do.</summary>
    public string Reason { get; } = reason;
}
