using System.Buffers;
using System.Text;

namespace ToolRegistry.Benchmarks;

/// <summary>
/// A file of text that is written again: field by field, with what the format escapes looked for in each that is a value; or line by
/// line, as a plain copy.
/// </summary>
internal sealed class BareText
{
    private static readonly SearchValues<char> Separators = SearchValues.Create(":=,;|[](){}\"\\\r\n");

    private readonly Encoding encoding;
    private readonly string[] lines;
    private readonly List<(string Value, string Separator)> fields = [];
    private readonly SearchValues<char> escaped;

    private BareText(string text, Encoding encoding, string escaped)
    {
        (this.encoding, this.escaped) = (encoding, SearchValues.Create(escaped));
        lines = text.Split('\n');
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var value = rest.IndexOfAny(Separators) is >= 0 and var at ? rest[..at] : rest;
            rest = rest[value.Length..];
            var separator = rest.IndexOfAnyExcept(Separators) is >= 0 and var next ? rest[..next] : rest;
            rest = rest[separator.Length..];
            // What stands between values are texts of the program, and there once.
            fields.Add((value.ToString(), string.Intern(separator.ToString())));
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="escaped">The characters that its format escapes.</param>
    public static BareText Read(byte[] file, Encoding encoding, string escaped) =>
        new(encoding.GetString(file.AsSpan(encoding.Preamble.Length)), encoding, escaped);

    /// <summary>Writes it field by field.</summary>
    public void WriteFields(Stream output)
    {
        using var writer = new StreamWriter(output, encoding, leaveOpen: true);
        foreach (var (value, separator) in fields)
        {
            // There is none: what is escaped parts values here.
            if (value.AsSpan().ContainsAny(escaped))
                throw new InvalidOperationException(value);
            writer.Write(value);
            writer.Write(separator);
        }
    }

    /// <summary>Copies it line by line.</summary>
    public void CopyLines(Stream output)
    {
        using var writer = new StreamWriter(output, encoding, leaveOpen: true);
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                writer.Write('\n');
            writer.Write(lines[i]);
        }
    }
}
