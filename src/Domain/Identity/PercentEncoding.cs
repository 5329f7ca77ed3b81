using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace ToolRegistry.Domain.Identity;

/// <summary>Percent-encoding by RFC 3986 section 2.1, over UTF-8.</summary>
internal static class PercentEncoding
{
    private const int Triplet = 3;

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
    internal static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? decoded) => TryDecode(text, out decoded, out _);

    /// <summary>Decodes as the other does, and says where the fault is.</summary>
    internal static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out string? decoded, out int fault)
    {
        decoded = null;
        fault = 0;
        if (!text.Contains('%') && PlainText.IsClean(text))
        {
            decoded = text.ToString();
            return true;
        }

        var result = new StringBuilder(text.Length);
        while (fault < text.Length)
        {
            if (!TryReadRune(text[fault..], out var rune, out var length) || !PlainText.IsClean(rune))
                return false;
            result.Append(rune);
            fault += length;
        }

        decoded = result.ToString();
        return true;
    }

    /// <summary>The first character, written as itself or as the triplets of all its bytes, and the length of what it is written as.</summary>
    private static bool TryReadRune(ReadOnlySpan<char> text, out Rune rune, out int length)
    {
        if (text[0] != '%')
            return Rune.DecodeFromUtf16(text, out rune, out length) == OperationStatus.Done;

        Span<byte> bytes = stackalloc byte[4];
        var count = 0;
        while (count < bytes.Length && TryReadOctet(text[(count * Triplet)..], out bytes[count]))
            count++;
        var isDone = Rune.DecodeFromUtf8(bytes[..count], out rune, out var read) == OperationStatus.Done;
        length = read * Triplet;
        return isDone;
    }

    private static bool TryReadOctet(ReadOnlySpan<char> text, out byte octet)
    {
        octet = 0;
        return text.Length >= Triplet
            && text[0] == '%'
            && char.IsAsciiHexDigit(text[1])
            && char.IsAsciiHexDigit(text[2])
            && byte.TryParse(text[1..Triplet], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out octet);
    }
}
