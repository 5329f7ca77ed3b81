namespace ToolRegistry.Exports.Engines;

/// <summary>A file of a bundle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">What it holds, from its beginning on; whoever made it closes it.</param>
internal sealed record BundleFile(string Name, Stream Content)
{
    /// <summary>A file that is in memory.</summary>
    public BundleFile(string name, byte[] content)
        : this(name, new MemoryStream(content, writable: false))
    {
    }
}
