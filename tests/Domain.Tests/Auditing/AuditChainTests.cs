using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using ToolRegistry.Domain.Auditing;

namespace ToolRegistry.Domain.Tests.Auditing;

/// <summary>The audit log as one chain: whatever is changed in it is found, and where.</summary>
public class AuditChainTests
{
    private const int Length = 6;

    /// <summary>Entries 1 to 6, each with a reason that stands in it as a hash.</summary>
    private static readonly AuditLink[] Chain = Seal([.. Enumerable.Range(1, Length).Select(i => Entry($"TR-{i}", $"reason {i}"))]);

    private static string Head => Chain[^1].Hash;

    private static JsonObject Entry(string subject, string reason) => new() { ["action"] = "decision.approve", ["subject"] = subject, ["after"] = new JsonObject { ["reason"] = reason } };

    private static AuditLink[] Seal(params JsonObject[] entries)
    {
        var (links, salt) = (new List<AuditLink>(), (byte)0);
        foreach (var entry in entries)
            links.Add(AuditChain.Seal(links.Count + 1, links.Count > 0 ? links[^1].Hash : AuditChain.Genesis, entry, () => [.. Enumerable.Repeat(++salt, 16)]));
        return [.. links];
    }

    private static string Sha256(byte[] prefix, string text) => Convert.ToHexStringLower(SHA256.HashData([.. prefix, .. Encoding.UTF8.GetBytes(text)]));

    private static AuditLink Rehashed(AuditLink link) => link with { Hash = Sha256(Convert.FromHexString(link.PreviousHash), link.Json) };

    private static AuditLink[] With(int seq, AuditLink link) => [.. Chain[..(seq - 1)], link, .. Chain[seq..]];

    private static void IsBroken(long at, IEnumerable<AuditLink> links, string? expectedHead = null)
    {
        var found = AuditChain.Verify(links, expectedHead);
        Assert.Equal((false, at, at - 1), (found.IsIntact, found.BrokenAt, found.Entries));
        Assert.NotNull(found.Problem);
    }

    [Fact]
    public void Verify_OfWhatWasSealed_IsIntact()
    {
        Assert.Equal(new AuditVerification(Length, null, null, Head), AuditChain.Verify(Chain, Head));
        Assert.Equal(new AuditVerification(Length, null, null, Head), AuditChain.Verify(Chain));
        Assert.Equal(new AuditVerification(0, null, null, AuditChain.Genesis), AuditChain.Verify([]));
    }

    [Fact]
    public void Hash_IsOfThePreviousHashAndTheCanonicalJson()
    {
        Assert.Equal(new string('0', 64), AuditChain.Genesis);
        Assert.Equal(AuditChain.Genesis, Chain[0].PreviousHash);
        foreach (var (link, next) in Chain.Zip(Chain.Skip(1)))
            Assert.Equal(link.Hash, next.PreviousHash);
        Assert.All(Chain, link => Assert.Equal(Sha256(Convert.FromHexString(link.PreviousHash), link.Json), link.Hash));
        Assert.All(Chain, link => Assert.Equal(link.Json, CanonicalJson.Write(JsonNode.Parse(link.Json))));
        Assert.Equal([1, 2, 3, 4, 5, 6], Chain.Select(l => JsonNode.Parse(l.Json)!["seq"]!.GetValue<long>()));
    }

    public static TheoryData<int> Seqs => [.. Enumerable.Range(1, Length)];

    [Theory]
    [MemberData(nameof(Seqs))]
    public void ChangedEntry_IsFound(int seq)
    {
        var link = Chain[seq - 1];
        IsBroken(seq, With(seq, link with { Json = link.Json.Replace("TR-", "TR-9", StringComparison.Ordinal) }));
        IsBroken(seq, With(seq, link with { Hash = Chain[seq % Length].Hash }));
        IsBroken(seq, With(seq, link with { PreviousHash = link.Hash }));
        IsBroken(seq, With(seq, link with { Seq = seq + 1 }));
    }

    [Theory]
    [MemberData(nameof(Seqs))]
    public void ChangedEntry_WithItsHashMadeAnew_IsFoundAtTheNext_OrByTheHead(int seq)
    {
        var forged = Rehashed(Chain[seq - 1] with { Json = Chain[seq - 1].Json.Replace("TR-", "TR-9", StringComparison.Ordinal) });
        IsBroken(seq + 1, With(seq, forged), Head);
        if (seq < Length)
            IsBroken(seq + 1, With(seq, forged));
    }

    [Theory]
    [MemberData(nameof(Seqs))]
    public void RemovedEntry_IsFound_TheLastByTheHead(int seq)
    {
        AuditLink[] left = [.. Chain.Where(l => l.Seq != seq)];
        IsBroken(seq, left, Head);
        if (seq < Length)
            IsBroken(seq, left);
    }

    [Theory]
    [MemberData(nameof(Seqs))]
    public void AddedEntry_IsFound_TheLastByTheHead(int seq)
    {
        var added = AuditChain.Seal(seq + 1, Chain[seq - 1].Hash, Entry("TR-99", "forged"), () => new byte[16]);
        AuditLink[] links = [.. Chain[..seq], added, .. Chain[seq..]];
        if (seq < Length)
            IsBroken(seq + 2, links);
        else
            IsBroken(Length + 2, links, Head);
        IsBroken(seq + 1, [.. Chain[..seq], Chain[seq - 1], .. Chain[seq..]]);
    }

    [Fact]
    public void SwappedEntries_AreFound()
    {
        for (var seq = 1; seq < Length; seq++)
        {
            IsBroken(seq, [.. Chain[..(seq - 1)], Chain[seq], Chain[seq - 1], .. Chain[(seq + 1)..]]);
            IsBroken(seq, [.. Chain[..(seq - 1)], Chain[seq] with { Seq = seq }, Chain[seq - 1] with { Seq = seq + 1 }, .. Chain[(seq + 1)..]]);
        }
    }

    [Fact]
    public void EntryWithAnotherNumberInIt_IsFound()
    {
        var forged = Rehashed(Chain[^1] with { Json = Chain[^1].Json.Replace("\"seq\":6", "\"seq\":7", StringComparison.Ordinal) });
        IsBroken(Length, With(Length, forged), forged.Hash);
    }

    [Fact]
    public void LogWrittenAnew_IsFoundByTheHead()
    {
        var anew = Seal([.. Enumerable.Range(1, Length).Select(i => Entry($"TR-{i}", "another reason"))]);
        Assert.True(AuditChain.Verify(anew).IsIntact);
        Assert.False(AuditChain.Verify(anew, Head).IsIntact);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("{\"seq\":\"3\"}")]
    [InlineData("{\"seq\":3,\"seq\":3}")]
    public void EntryThatCannotBeRead_IsFound_AndNotThrown(string json) => IsBroken(3, With(3, Rehashed(Chain[2] with { Json = json })));

    [Fact]
    public void RedactedTexts_StillVerify()
    {
        Assert.Equal(new AuditVerification(Length, null, null, Head), AuditChain.Verify(Chain.Select(l => l with { Texts = [.. l.Texts.Select(t => t with { Value = null })] }), Head));
        Assert.True(AuditChain.Verify(Chain.Select(l => l with { Texts = [] }), Head).IsIntact);
    }

    [Theory]
    [MemberData(nameof(Seqs))]
    public void ChangedText_IsFound(int seq)
    {
        var link = Chain[seq - 1];
        var text = Assert.Single(link.Texts);
        Assert.Equal($"reason {seq}", text.Value);
        foreach (var changed in new[] { text with { Value = "another" }, text with { Value = "" }, text with { Salt = Chain[seq % Length].Texts[0].Salt }, text with { Path = "/subject" }, text with { Path = "/nowhere" } })
            IsBroken(seq, With(seq, link with { Texts = [changed] }), Head);
        IsBroken(seq, With(seq, link with { Texts = [text, new AuditText("/action", text.Salt, "forged")] }));
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void ChangedSalt_ThatIsNone_IsFound_AndNotThrown(string salt) =>
        IsBroken(3, With(3, Chain[2] with { Texts = [Chain[2].Texts[0] with { Salt = salt }] }));

    [Theory]
    [InlineData("/list/-1")]
    [InlineData("/list/1")]
    [InlineData("/list/x")]
    public void TextAtAPlaceThatIsNone_IsFound_AndNotThrown(string path)
    {
        var link = Assert.Single(Seal(new JsonObject { ["list"] = new JsonArray("a text") }));
        IsBroken(1, [link with { Texts = [link.Texts[0] with { Path = path }] }]);
    }

    [Fact]
    public void AnyEntries_AreVerified_AndAnyChangedCharacterIsFoundAtItsEntry() =>
        Gen.Select(CanonicalJsonTests.Values.Array[1, 5], Gen.Int[0, 4], Gen.Int[0, 10_000]).Sample(
            (values, which, where) =>
            {
                var links = Seal([.. values.Select(v => new JsonObject { ["after"] = v?.DeepClone() })]);
                Assert.True(AuditChain.Verify(links, links[^1].Hash).IsIntact);

                var link = links[which % links.Length];
                var at = where % link.Json.Length;
                var changed = link.Json.ToCharArray();
                changed[at] = changed[at] == 'x' ? 'y' : 'x';
                links[which % links.Length] = link with { Json = new string(changed) };
                IsBroken(link.Seq, links);
            },
            iter: 500);
}
