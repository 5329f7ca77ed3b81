using System.Text;
using ToolRegistry.Client.Sboms;

namespace ToolRegistry.Client.Tests.Sboms;

/// <summary>Ways to have a document read.</summary>
internal static class Documents
{
    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Sboms", "Files", name));

    public static Task<IReadOnlyList<SbomComponent>> ReadAsync(byte[] document, string? mediaType = null) => SbomReader.ReadAsync(new MemoryStream(document), mediaType);

    public static Task<IReadOnlyList<SbomComponent>> ReadAsync(string document, string? mediaType = null) => ReadAsync(Encoding.UTF8.GetBytes(document), mediaType);

    /// <summary>The refusal of a document that must be refused.</summary>
    public static Task<SbomException> RefusalAsync(byte[] document, string? mediaType = null) => Assert.ThrowsAsync<SbomException>(() => ReadAsync(document, mediaType));

    public static Task<SbomException> RefusalAsync(string document) => RefusalAsync(Encoding.UTF8.GetBytes(document));

    /// <summary>A CycloneDX 1.6 document with these components.</summary>
    public static string Json(string components) => $$"""{"bomFormat":"CycloneDX","specVersion":"1.6","components":{{components}}}""";

    /// <summary>A CycloneDX 1.6 document with these components, its elements.</summary>
    public static string Xml(string components) => $"""<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>{components}</components></bom>""";

    /// <summary>An SPDX 2.3 document with these packages and further members.</summary>
    public static string Spdx(string packages, string further = "") => $$"""{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","packages":{{packages}}{{further}}}""";

    /// <summary>All that is known of components, a line each.</summary>
    public static string[] Describe(IEnumerable<SbomComponent> components, bool withLines = true) =>
        [.. components.Select(c => $"{c.Name} {c.Version} {c.Purl}{(c.HasOtherPurls ? "+" : "")} {c.Cpe} {c.Sha256}{(withLines ? $" :{c.Line}" : "")}")];
}

/// <summary>Bytes that come in by the pieces that a test says, over and over.</summary>
internal sealed class PiecewiseStream(byte[] bytes, params int[] pieces) : MemoryStream(bytes)
{
    private int next;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, pieces[next++ % pieces.Length])], cancellationToken);
}

/// <summary>A document with a filler in its midst, over and over, of which nothing is held.</summary>
internal sealed class LongStream(string start, string filler, long fillers, string end) : Stream
{
    private readonly byte[] start = Encoding.UTF8.GetBytes(start);
    private readonly byte[] filler = Encoding.UTF8.GetBytes(filler);
    private readonly byte[] end = Encoding.UTF8.GetBytes(end);
    private long position;

    /// <summary>Called with the position before each read.</summary>
    public Action<long>? Reading { get; init; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => start.Length + fillers * filler.Length + end.Length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Reading?.Invoke(position);
        var within = position - start.Length;
        var next = within < 0 ? start.AsMemory((int)position)
            : within < fillers * filler.Length ? filler.AsMemory((int)(within % filler.Length))
            : end.AsMemory((int)(within - fillers * filler.Length));
        var read = Math.Min(next.Length, buffer.Length);
        next[..read].CopyTo(buffer);
        position += read;
        return ValueTask.FromResult(read);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
