using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ToolRegistry.Exports.Engines;

/// <summary>
/// JSON as Open Policy Agent hashes it (openpolicyagent.org, Bundle Signature Format): no space, and nothing escaped that Go's
/// encoding/json does not escape without its care for HTML. Whoever writes sorts the members of every object by the bytes of their
/// names; then what is signed is the file as it is.
/// </summary>
internal static class EngineJson
{
    /// <summary>How it is laid out.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = new GoEncoder() };

    /// <summary>A small file as a whole.</summary>
    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
            write(json);
        return bytes.ToArray();
    }

    private sealed unsafe class GoEncoder : JavaScriptEncoder
    {
        private const string Separators = "\u2028\u2029";

        private static readonly char[] Ascii = ['"', '\\', .. Enumerable.Range(0, ' ').Select(c => (char)c)];
        private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Ascii, .. Separators]);

        // The first byte of a separator is that of other characters, too.
        private static readonly SearchValues<byte> Suspect = SearchValues.Create([.. Ascii.Select(c => (byte)c), 0xE2]);

        public override int MaxOutputCharactersPerInputCharacter => @"\u0000".Length;

        public override int FindFirstCharacterToEncode(char* text, int textLength) => new ReadOnlySpan<char>(text, textLength).IndexOfAny(Escaped);

        public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text) => utf8Text.ContainsAny(Suspect) ? base.FindFirstCharacterToEncodeUtf8(utf8Text) : -1;

        public override bool WillEncode(int unicodeScalar) => unicodeScalar <= char.MaxValue && Escaped.Contains((char)unicodeScalar);

        public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
        {
            var text = unicodeScalar switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                _ => $"\\u{unicodeScalar:x4}",
            };
            numberOfCharactersWritten = text.TryCopyTo(new Span<char>(buffer, bufferLength)) ? text.Length : 0;
            return numberOfCharactersWritten > 0;
        }
    }
}
