using System.Buffers;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Windows;

/// <summary>A publisher as it is on record.</summary>
/// <param name="Subject">The subject of the signing certificate.</param>
/// <param name="Product">The product's name, or null: any.</param>
/// <param name="File">The file's original name, or null: any.</param>
internal sealed record WindowsPublisher(string Subject, string? Product, string? File)
{
    /// <summary>Reads <c>subject|product|file</c>.</summary>
    public static WindowsPublisher Of(ToolIdentifier identifier)
    {
        var parts = identifier.Identifier.Value.Split('|');
        return new WindowsPublisher(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }
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
