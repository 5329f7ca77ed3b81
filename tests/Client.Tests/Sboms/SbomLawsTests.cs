using System.Text;
using CsCheck;
using ToolRegistry.Client.Sboms;

namespace ToolRegistry.Client.Tests.Sboms;

/// <summary>What holds of every document, however its bytes come in.</summary>
public sealed class SbomLawsTests
{
    /// <summary>The bytes that the reader takes at once.</summary>
    private const int PartBytes = 64 * 1024;

    public static TheoryData<string> Files => ["by-hand-1.6.json", "by-hand-1.6.xml", "by-hand-spdx-2.3.json"];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Document_InAnyPieces_IsTheSame(string file)
    {
        var document = Documents.File(file);
        var whole = Documents.Describe(await Documents.ReadAsync(document));
        await Gen.Int[1, 400].Array[1, 20].SampleAsync(async pieces => Assert.Equal(whole, Documents.Describe(await SbomReader.ReadAsync(new PiecewiseStream(document, pieces)))), iter: 300);
        Assert.Equal(whole, Documents.Describe(await SbomReader.ReadAsync(new PiecewiseStream(document, 1))));
    }

    /// <summary>A member in front moves the document, byte by byte, across where a part ends.</summary>
    [Theory]
    [InlineData("by-hand-1.6.json")]
    [InlineData("by-hand-spdx-2.3.json")]
    public async Task Document_PartedAtAnyByte_IsTheSame(string file)
    {
        var document = Documents.File(file);
        var whole = Documents.Describe(await Documents.ReadAsync(document));
        for (var at = 0; at <= document.Length + 10; at++)
        {
            var moved = Encoding.UTF8.GetBytes($$"""{"$x":"{{new string('x', PartBytes - at)}}",""").Concat(document[1..]).ToArray();
            Assert.Equal(whole, Documents.Describe(await Documents.ReadAsync(moved)));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Document_CutShort_IsRefused(string file)
    {
        var document = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Documents.File(file)).TrimEnd());
        for (var length = 0; length < document.Length; length++)
            await Documents.RefusalAsync(document[..length]);
        Assert.NotEmpty(await Documents.ReadAsync(document));
    }

    /// <summary>Whatever is done to its bytes, it is read or refused.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public async Task Document_WithBytesSpoilt_IsReadOrRefused(string file)
    {
        var document = Documents.File(file);
        await Gen.Select(Gen.Int[0, document.Length - 1], Gen.Byte).Array[1, 4].SampleAsync(
            async changes =>
            {
                var spoilt = document.ToArray();
                foreach (var (at, value) in changes)
                    spoilt[at] = value;
                try
                {
                    await Documents.ReadAsync(spoilt);
                }
                catch (SbomException refusal)
                {
                    Assert.NotEmpty(refusal.Message);
                }
            },
            iter: 5_000);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Document_InUtf16OrWithAMark_IsTheSame(string file)
    {
        var text = Encoding.UTF8.GetString(Documents.File(file)).Replace("encoding=\"UTF-8\"", "", StringComparison.Ordinal).Replace("by-cpe", "b\u00fc-\ud83d\udc3b", StringComparison.Ordinal);
        var whole = Documents.Describe(await Documents.ReadAsync(text));
        Assert.Contains(whole, line => line.Contains("b\u00fc-\ud83d\udc3b", StringComparison.Ordinal));
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
            Assert.Equal(whole, Documents.Describe(await Documents.ReadAsync([.. encoding.GetPreamble(), .. encoding.GetBytes(text)])));
    }

    [Fact]
    public async Task Document_InUtf16_WithHalfACharacter_IsRefused()
    {
        var text = Documents.Json("""[{"name":"?"}]""");
        var bytes = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(text)).ToArray();
        Assert.Equal(SbomException.Invalid, (await Documents.RefusalAsync(bytes[..^1])).Code);
        var at = 2 * (1 + text.IndexOf('?', StringComparison.Ordinal));
        (bytes[at], bytes[at + 1]) = (0x00, 0xd8);
        Assert.Equal(SbomException.Invalid, (await Documents.RefusalAsync(bytes)).Code);
    }

    /// <summary>Members come in any order, those of the document too.</summary>
    [Fact]
    public async Task Members_InAnyOrder_SayTheSame()
    {
        string[] component = ["\"name\":\"a\"", "\"version\":\"1\"", "\"purl\":\"p\"", "\"cpe\":\"c\"", "\"hashes\":[{\"content\":\"x\",\"alg\":\"MD5\"},{\"content\":\"h\",\"alg\":\"SHA-256\"}]", "\"components\":[{\"name\":\"b\",\"purl\":\"q\"}]", "\"x\":{\"purl\":\"no\",\"components\":[{\"name\":\"no\"}]}"];
        string[] whole = ["\"bomFormat\":\"CycloneDX\"", "\"specVersion\":\"1.6\"", "@"];
        await Gen.Select(Gen.Shuffle(component), Gen.Shuffle(whole)).SampleAsync(
            async shuffled => Assert.Equal(
                ["a 1 p c h", "b  q  "],
                Documents.Describe(await Documents.ReadAsync($"{{{string.Join(',', shuffled.Item2)}}}".Replace("@", $"\"components\":[{{{string.Join(',', shuffled.Item1)}}}]", StringComparison.Ordinal)), withLines: false)),
            iter: 500);
    }
}
