using System.Globalization;

namespace ToolRegistry.Domain.Identity;

/// <summary>Domain names as A-labels (RFC 5890), lower case, without trailing dot.</summary>
internal static class DomainName
{
    private const int MaxLength = 253;

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>The canonical name, or null for what is no domain name of two or more labels. An IP address is none.</summary>
    internal static string? TryRead(string text)
    {
        string ascii;
        try
        {
            ascii = Idn.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }

        // The root's dot goes after the mapping, which makes one of other full stops.
        if (ascii.EndsWith('.'))
            ascii = ascii[..^1];
        var labels = ascii.Split('.');
        return ascii.Length <= MaxLength && labels.Length >= 2 && Array.TrueForAll(labels, IsLabel) && !IsNumber(labels[^1])
            ? ascii
            : null;
    }

    /// <summary>The name and each parent, down to two labels.</summary>
    internal static IEnumerable<string> WithParents(string name)
    {
        for (var dots = name.Count(c => c == '.'); dots > 1; dots--)
        {
            yield return name;
            name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        }

        yield return name;
    }

    // A name that ends in a number, decimal or hexadecimal, is an address to those who resolve it.
    private static bool IsNumber(string label) =>
        label.All(char.IsAsciiDigit) || (label.StartsWith("0x", StringComparison.Ordinal) && label[2..].All(char.IsAsciiHexDigit));

    // Underscores are no part of host names, but of names that software asks for all the same.
    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63
        && label[0] != '-'
        && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
