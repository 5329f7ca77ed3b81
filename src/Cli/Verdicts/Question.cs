using ToolRegistry.Client;

namespace ToolRegistry.Cli.Verdicts;

/// <summary>What is to be checked, and where it was found.</summary>
/// <param name="Check">The question.</param>
/// <param name="File">The file that names the subject, relative to the working folder, or null.</param>
/// <param name="Line">The line in the file, from 1, or null.</param>
internal sealed record Question(CheckBody Check, string? File = null, int? Line = null);
