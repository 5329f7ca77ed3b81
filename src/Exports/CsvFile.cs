using CsvHelper;

namespace ToolRegistry.Exports;

/// <summary>What tables have in common (RFC 4180, UTF-8).</summary>
internal static class CsvFile
{
    /// <summary>How they are written: a cell that a spreadsheet would take for a formula gets an apostrophe in front.</summary>
    public static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape };
}
