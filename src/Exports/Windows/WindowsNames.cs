using System.Buffers;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Windows;

/// <summary>A publisher as it is on record: <c>subject|product|file</c>.</summary>
/// <param name="text">What is on record.</param>
internal readonly struct WindowsPublisher(string text)
{
    private readonly int first = text.IndexOf('|', StringComparison.Ordinal);

    /// <summary>The publisher that a tool is known by.</summary>
    public static WindowsPublisher Of(ToolIdentifier identifier) => new(identifier.Identifier.Value);

    /// <summary>The subject of the signing certificate.</summary>
    public string Subject => first < 0 ? text : text[..first];

    /// <summary>The product's name, or null: any.</summary>
    public string? Product => first < 0 ? null : Second is >= 0 and var second ? text[(first + 1)..second] : text[(first + 1)..];

    /// <summary>The file's original name, or null: any.</summary>
    public string? File => Second is >= 0 and var second ? text[(second + 1)..] : null;

    private int Second => first < 0 ? -1 : text.IndexOf('|', first + 1);
}

/// <summary>Names of files as Windows has them.</summary>
internal static class WindowsNames
{
    private const string UnnamedStream = "::$data";

    private static readonly SearchValues<char> InNoName = SearchValues.Create("<>:\"/\\|?*");

    /// <summary>
    /// The name without what Windows drops at its end; null where no file can have it. <c>*</c> and <c>?</c> are wildcards in
    /// policies, so that a name with them would block others.
    /// </summary>
    public static string? OfFile(string name)
    {
        var plain = (name.EndsWith(UnnamedStream, StringComparison.OrdinalIgnoreCase) ? name[..^UnnamedStream.Length] : name).TrimEnd('.', ' ');
        return plain.Length == 0 || plain.AsSpan().ContainsAny(InNoName) ? null : plain;
    }
}
