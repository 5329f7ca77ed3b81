using ToolRegistry.Domain;

namespace ToolRegistry.Exports.Windows;

/// <summary>How texts stand in the XML of Windows' policies.</summary>
internal static class PolicyXml
{
    /// <summary>A text of the register as XML can hold it, of at most so many UTF-16 units: U+FFFE and U+FFFF have no place in XML.</summary>
    public static string Text(string text, int max)
    {
        var writable = text.AsSpan().ContainsAny('\uFFFE', '\uFFFF') ? text.Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD') : text;
        return Texts.Shortened(writable, max);
    }
}
