using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Tests.Contract;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>How much is taken as a copy, and that nothing is taken by halves.</summary>
public sealed partial class EvidenceCopyTests
{
    private const int MaxBytes = 10 * 1024 * 1024;

    [Fact]
    public async Task Copy_OfTenMebibytes_IsTakenAndNoByteMore()
    {
        var bytes = Bytes(new Random(Seed), MaxBytes + 1);
        var path = await EvidenceAsync();
        var before = await staff.Host.DigestAsync();
        // Asked first, the service refuses by the length that is announced, and the body is never sent.
        using var tooLarge = Put(path, new ByteArrayContent(bytes));
        tooLarge.Headers.ExpectContinue = true;
        (await staff.Analyst.SendAsync(tooLarge)).ExpectProblem(413, "request.too-large");
        Assert.Equal(before, await staff.Host.DigestAsync());
        (await StoreAsync(path, bytes[..MaxBytes])).Expect(200);
        Assert.Equal(HashOf(bytes[..MaxBytes]), HashOf((await staff.Auditor.GetAsync($"{path}/copy")).Bytes));
    }

    [Fact]
    public async Task Copy_ThatDoesNotAnnounceItsLength_IsTakenWithinTheBound()
    {
        var bytes = Fresh();
        var path = await EvidenceAsync(HashOf(bytes));
        using var chunked = Put(path, new ByteArrayContent(bytes));
        chunked.Headers.TransferEncodingChunked = true;
        (await staff.Analyst.SendAsync(chunked)).Expect(200);
        Assert.Equal(bytes, (await staff.Auditor.GetAsync($"{path}/copy")).Bytes);
    }

    [Fact]
    public async Task Body_LongerThanItsBound_IsRefusedWhateverItAnnounced()
    {
        Assert.Equal(10, (await RawBody.ReadAsync(new MemoryStream(new byte[10]), max: 10, CancellationToken.None)).Length);
        var refusal = await Assert.ThrowsAsync<BadHttpRequestException>(() => RawBody.ReadAsync(new MemoryStream(new byte[11]), max: 10, CancellationToken.None));
        Assert.Equal(413, refusal.StatusCode);
    }

    [Fact]
    public async Task Copy_CutShort_IsNotStored()
    {
        var path = await EvidenceAsync();
        var before = await staff.Host.DigestAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(staff.Host.Address.Host, staff.Host.Address.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"PUT {path}/copy HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {staff.Analyst.Token}\r\nIf-Match: *\r\nContent-Length: 100\r\n\r\nonly the beginning"));
        client.Client.Shutdown(SocketShutdown.Send);
        Assert.DoesNotContain(" 200 ", await ReadToEndAsync(stream), StringComparison.Ordinal);
        Assert.Equal(before, await staff.Host.DigestAsync());
    }

    [Fact]
    public async Task Copy_OfNoBytes_IsRefused()
    {
        var path = await EvidenceAsync();
        var before = await staff.Host.DigestAsync();
        var errors = (await StoreAsync(path, [])).ExpectProblem(400, "request.invalid")["errors"]!;
        Assert.NotNull(errors["copy"]);
        using var bodiless = Put(path, content: null);
        (await staff.Analyst.SendAsync(bodiless)).ExpectProblem(400, "request.invalid");
        Assert.Equal(before, await staff.Host.DigestAsync());
    }

    /// <summary>What the service says before it hangs up, which it may do at once.</summary>
    private static async Task<string> ReadToEndAsync(Stream stream)
    {
        using var reader = new StreamReader(stream);
        try
        {
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static HttpRequestMessage Put(string evidence, HttpContent? content)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{evidence}/copy", UriKind.Relative)) { Content = content };
        request.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        return request;
    }
}
