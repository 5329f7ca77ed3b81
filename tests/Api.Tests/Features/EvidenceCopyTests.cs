using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>The stored copy of evidence: what is taken, what it is held to, and how it comes back.</summary>
public sealed partial class EvidenceCopyTests(Staff staff) : IClassFixture<Staff>
{
    private const int Seed = 20_260_710;

    [Fact]
    public async Task Copy_OfAnyBytes_ComesBackToTheByte()
    {
        var random = new Random(Seed);
        foreach (var size in new[] { 1, 2, 4_095, 65_536, 65_537, 1_048_577 })
        {
            var bytes = Bytes(random, size);
            var path = await EvidenceAsync(HashOf(bytes));
            Assert.False(Has((await staff.Analyst.GetAsync(path)).Expect(200)));
            Assert.True(Has((await StoreAsync(path, bytes)).Expect(200)));
            Assert.True(Has((await staff.Auditor.GetAsync(path)).Expect(200)));
            var copy = await staff.Auditor.GetAsync($"{path}/copy");
            Assert.Equal((200, bytes.Length), (copy.Status, copy.ContentHeaders.ContentLength));
            Assert.True(bytes.AsSpan().SequenceEqual(copy.Bytes), $"{size} bytes came back otherwise.");
        }
    }

    [Fact]
    public async Task Copy_WithAnotherHashThanIsOnRecord_IsRefusedAndBothAreNamed()
    {
        var (read, sent) = (Fresh(), Fresh());
        var path = await EvidenceAsync(HashOf(read));
        var before = await staff.Host.DigestAsync();
        var detail = (await StoreAsync(path, sent)).ExpectProblem(409, "evidence.copy-differs")["detail"]!.GetValue<string>();
        Assert.Contains(HashOf(read), detail, StringComparison.Ordinal);
        Assert.Contains(HashOf(sent), detail, StringComparison.Ordinal);
        Assert.Equal(before, await staff.Host.DigestAsync());
        (await staff.Auditor.GetAsync($"{path}/copy")).ExpectProblem(404, "evidence.no-copy");
    }

    [Fact]
    public async Task Evidence_WithoutAHash_TakesThatOfItsCopyForGood()
    {
        var bytes = Fresh();
        var path = await EvidenceAsync();
        (await staff.Auditor.GetAsync($"{path}/copy")).ExpectProblem(404, "evidence.no-copy");
        Assert.Equal(HashOf(bytes), (await StoreAsync(path, bytes)).Expect(200)["sha256"]!.GetValue<string>());
        (await StoreAsync(path, Fresh())).ExpectProblem(409, "evidence.copy-differs");
        Assert.Equal(HashOf(bytes), (await staff.Auditor.GetAsync(path)).Expect(200)["sha256"]!.GetValue<string>());
    }

    [Fact]
    public async Task History_OfEvidence_SaysWhereItsHashCameFrom()
    {
        var (read, other) = (Fresh(), Fresh());
        var (bare, hashed) = (await EvidenceAsync(), await EvidenceAsync(HashOf(other)));
        var history = (await StoreAsync(bare, read)).Expect(200)["history"]!.AsArray();
        Assert.Equal([null, HashOf(read)], history.Select(v => v!["sha256"]?.GetValue<string>()));
        Assert.Equal("analyst", history[1]!["by"]!.GetValue<string>());
        Assert.Single((await StoreAsync(hashed, other)).Expect(200)["history"]!.AsArray());
    }

    [Fact]
    public async Task Evidence_ThatIsWithdrawn_KeepsItsCopyAndTakesThatOfItsHash()
    {
        var (read, late) = (Fresh(), Fresh());
        var (stored, hashed, bare) = (await EvidenceAsync(HashOf(read)), await EvidenceAsync(HashOf(late)), await EvidenceAsync());
        (await StoreAsync(stored, read)).Expect(200);
        foreach (var path in new[] { stored, hashed, bare })
            (await staff.Analyst.PostAsync($"{path}/withdraw", new { reason = "Taken back." }, "*")).Expect(200);
        Assert.Equal(read, (await staff.Auditor.GetAsync($"{stored}/copy")).Bytes);
        Assert.True(Has((await StoreAsync(hashed, late)).Expect(200)));
        (await StoreAsync(bare, Fresh())).ExpectProblem(409, "evidence.not-current");
    }

    [Fact]
    public async Task Evidence_ChangedToAnotherHash_HasTheCopyOfThatHash()
    {
        var (first, second) = (Fresh(), Fresh());
        var path = await EvidenceAsync(HashOf(first));
        (await StoreAsync(path, first)).Expect(200);
        var changed = new { kind = "report", title = "Write-up", publisher = "Someone", sha256 = HashOf(second), reliability = "D", credibility = 3, reason = "Read again." };
        Assert.False(Has((await staff.Analyst.PutAsync(path, changed, "*")).Expect(200)));
        (await staff.Auditor.GetAsync($"{path}/copy")).ExpectProblem(404, "evidence.no-copy");
        (await StoreAsync(path, second)).Expect(200);
        Assert.Equal(second, (await staff.Auditor.GetAsync($"{path}/copy")).Bytes);
    }

    [Fact]
    public async Task Copy_OfTwoPiecesOfEvidence_IsStoredOnce()
    {
        var bytes = Fresh();
        var (first, second) = (await EvidenceAsync(HashOf(bytes)), await EvidenceAsync());
        (await StoreAsync(first, bytes)).Expect(200);
        (await StoreAsync(second, bytes)).Expect(200);
        var row = Assert.Single(await staff.Host.WithDatabaseAsync(db => db.Copies.AsNoTracking().Where(c => c.Sha256 == HashOf(bytes)).ToListAsync()));
        Assert.Equal((bytes.Length, staff.Host.Clock.GetUtcNow()), (row.Size, row.StoredAt));
        foreach (var path in new[] { first, second })
            Assert.Equal(bytes, (await staff.Auditor.GetAsync($"{path}/copy")).Bytes);
        // Whoever read the same has its copy from the start.
        Assert.True(Has((await staff.Auditor.GetAsync(await EvidenceAsync(HashOf(bytes)))).Expect(200)));
    }

    [Fact]
    public async Task Copy_StoredAgain_ChangesNothing()
    {
        var bytes = Fresh();
        var path = await EvidenceAsync();
        var stored = await StoreAsync(path, bytes);
        stored.Expect(200);
        var (before, entries) = (await staff.Host.DigestAsync(), await EntriesAsync());
        var again = await StoreAsync(path, bytes, stored.ETag!);
        again.Expect(200);
        Assert.Equal((stored.Text, stored.ETag), (again.Text, again.ETag));
        Assert.Equal((before, entries), (await staff.Host.DigestAsync(), await EntriesAsync()));
    }

    [Fact]
    public async Task Copy_StoredByManyAtOnce_IsStoredOnce()
    {
        var bytes = Fresh();
        var path = await EvidenceAsync();
        var entries = await EntriesAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StoreAsync(path, bytes)));
        Assert.All(answers, a => Assert.Equal((200, answers[0].Text), (a.Status, a.Text)));
        Assert.Equal(entries + 1, await EntriesAsync());
    }

    [Theory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("image/svg+xml")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("not a media type")]
    [InlineData(null)]
    public async Task Copy_OfAnyMediaType_ComesBackInert(string? type)
    {
        var bytes = Encoding.UTF8.GetBytes($"<!doctype html><script>alert('{type}')</script>");
        var path = await EvidenceAsync();
        using var content = new ByteArrayContent(bytes);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        (await staff.Analyst.PutAsync($"{path}/copy", content, "*")).Expect(200);

        var copy = await staff.Auditor.GetAsync($"{path}/copy");
        Assert.Equal(bytes, copy.Bytes);
        Assert.Equal("application/octet-stream", copy.ContentHeaders.ContentType!.ToString());
        Assert.Equal($"attachment; filename=\"{Staff.NumberOf(path)}.bin\"", Assert.Single(copy.ContentHeaders.GetValues("Content-Disposition")));
        Assert.Equal($"\"{HashOf(bytes)}\"", copy.ETag);
        foreach (var (name, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'; sandbox"), ("Cross-Origin-Resource-Policy", "same-origin"), ("Cache-Control", "no-store"), ("X-Frame-Options", "DENY") })
            Assert.Equal(value, Assert.Single(copy.Headers.GetValues(name)));
    }

    [Fact]
    public async Task Copy_NeedsTheStateThatWasRead()
    {
        var bytes = Fresh();
        var path = await EvidenceAsync(HashOf(bytes));
        var read = (await staff.Analyst.GetAsync(path)).ETag!;
        (await StoreAsync(path, bytes, etag: null)).ExpectProblem(428, "precondition.required");
        (await StoreAsync(path, bytes, "\"99\"")).ExpectProblem(412, "precondition.stale");
        var stored = await StoreAsync(path, bytes, read);
        stored.Expect(200);
        Assert.NotEqual(read, stored.ETag);
        Assert.Equal(stored.ETag, (await staff.Analyst.GetAsync(path)).ETag);
    }

    [Fact]
    public async Task List_SaysOfEachPieceWhetherItHasACopy()
    {
        var tool = await staff.ToolAsync();
        var (held, other) = (Fresh(), Fresh());
        string[] paths = [await EvidenceAsync(HashOf(held), tool), await EvidenceAsync(sha256: null, tool), await EvidenceAsync(HashOf(other), tool), await EvidenceAsync(HashOf(held), tool)];
        (await StoreAsync(paths[0], held)).Expect(200);
        var items = (await staff.Auditor.GetAsync($"/v1/tools/{tool}/evidence")).Expect(200)["items"]!.AsArray();
        Assert.Equal(paths.Zip([true, false, false, true], (path, has) => (Staff.NumberOf(path), has)), items.Select(i => (i!["number"]!.GetValue<string>(), Has(i))));
    }

    [Fact]
    public async Task AuditEntry_OfACopy_ShowsTheHashAndHoldsNoBytes()
    {
        const string Word = "word-of-the-copy-51c2";
        var bytes = Encoding.UTF8.GetBytes(Word);
        var path = await EvidenceAsync();
        (await StoreAsync(path, bytes)).Expect(200);

        var answer = await staff.Auditor.GetAsync("/v1/audit?action=evidence.store-copy&sort=-seq&limit=1");
        var entry = answer.Expect(200)["items"]![0]!;
        Assert.Equal((Staff.NumberOf(path), "done"), (entry["subject"]!.GetValue<string>(), entry["outcome"]!.GetValue<string>()));
        var change = Assert.Single(JsonNode.Parse(entry["entry"]!.GetValue<string>())!["changes"]!.AsArray())!;
        Assert.Null(change["before"]!["content"]!["sha256"]);
        Assert.Equal(HashOf(bytes), change["after"]!["content"]!["sha256"]!.GetValue<string>());
        Assert.DoesNotContain(Word, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(bytes), answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_OfAnotherToolsEvidence_IsNotFound()
    {
        var path = await EvidenceAsync();
        (await StoreAsync(path, Fresh())).Expect(200);
        var elsewhere = $"/v1/tools/{await staff.ToolAsync()}/evidence/{Staff.NumberOf(path)}";
        (await staff.Auditor.GetAsync($"{elsewhere}/copy")).ExpectProblem(404, "evidence.not-found");
        (await StoreAsync(elsewhere, Fresh())).ExpectProblem(404, "evidence.not-found");
    }

    [Fact]
    public async Task Copy_IsForInsiders()
    {
        var path = await EvidenceAsync();
        (await StoreAsync(path, Fresh())).Expect(200);
        (await staff[Role.Reader].GetAsync($"{path}/copy")).ExpectProblem(403, "access.forbidden");
        (await staff.Anonymous.GetAsync($"{path}/copy")).ExpectProblem(401, "access.unauthenticated");
        (await staff.Auditor.PutAsync($"{path}/copy", new ByteArrayContent(Fresh()), "*")).ExpectProblem(403, "access.forbidden");
    }

    private async Task<string> EvidenceAsync(string? sha256 = null, string? tool = null)
    {
        tool ??= await staff.ToolAsync();
        var body = new { kind = "report", title = "Write-up", publisher = "Someone", sha256, reliability = "D", credibility = 3 };
        return $"/v1/tools/{tool}/evidence/{(await staff.Analyst.PostAsync($"/v1/tools/{tool}/evidence", body)).Expect(201)["number"]}";
    }

    private Task<Answer> StoreAsync(string evidence, byte[] bytes, string? etag = "*") =>
        staff.Analyst.PutAsync($"{evidence}/copy", new ByteArrayContent(bytes), etag);

    private Task<int> EntriesAsync() => staff.Host.WithDatabaseAsync(db => db.Audit.CountAsync());

    private static bool Has(JsonNode evidence) => evidence["hasCopy"]!.GetValue<bool>();

    /// <summary>Bytes that no other test stores.</summary>
    private static byte[] Fresh() => Encoding.UTF8.GetBytes($"What was read: {Guid.NewGuid()}");

    private static byte[] Bytes(Random random, int size)
    {
        var bytes = new byte[size];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
