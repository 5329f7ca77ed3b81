using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ToolRegistry.Domain.Identity;

/// <summary>Percent-encoding by RFC 3986 section 2.1, over UTF-8.</summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Appends the text, with every byte of what is not literal written <c>%XX</c> in upper case.</summary>
    internal static void Append(StringBuilder target, ReadOnlySpan<char> text, Func<char, bool> isLiteral)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && isLiteral((char)rune.Value))
            {
                target.Append((char)rune.Value);
                continue;
            }

            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
                target.Append('%').Append("0123456789ABCDEF"[value >> 4]).Append("0123456789ABCDEF"[value & 15]);
        }
    }

    /// <summary>
    /// Decodes each <c>%XX</c> once; a <c>+</c> is a plus. False when a percent sign lacks its two digits, when the bytes are
    /// no UTF-8, or when the text comes to hold a control character.
    /// </summary>
    internal static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? decoded)
    {
        decoded = null;
        if (!PlainText.IsClean(text))
            return false;
        if (!text.Contains('%'))
        {
            decoded = text.ToString();
            return true;
        }

        var bytes = new List<byte>(text.Length);
        Span<byte> buffer = stackalloc byte[4];
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '%')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                    return false;
                bytes.Add(byte.Parse(text.Slice(i + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier));
                i += 3;
                continue;
            }

            Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            bytes.AddRange(buffer[..rune.EncodeToUtf8(buffer)]);
            i += length;
        }

        var octets = bytes.ToArray();
        if (!System.Text.Unicode.Utf8.IsValid(octets))
            return false;
        var result = Strict.GetString(octets);
        decoded = PlainText.IsClean(result) ? result : null;
        return decoded is not null;
    }
}
