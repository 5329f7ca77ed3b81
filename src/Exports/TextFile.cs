using System.Text;

namespace ToolRegistry.Exports;

/// <summary>Files of lines, as most consumers read them.</summary>
internal static class TextFile
{
    /// <summary>A writer in UTF-8 without a byte order mark; the stream stays open.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="newLine">What ends a line.</param>
    public static StreamWriter To(Stream output, string newLine = "\n") => new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = newLine };
}
