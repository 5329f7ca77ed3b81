using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CsCheck;
using ToolRegistry.Client.Signatures;

namespace ToolRegistry.Cli.Tests.Signatures;

/// <summary>What is signed is read as it was written, or not at all.</summary>
public sealed class CompactJwsTests : IDisposable
{
    private const string Type = "test+jws";

    private const string Kid = "k1";

    private readonly RSA key = RSA.Create(2048);

    private JsonWebKeySet Keys => new([PublicHalfOf(key)]);

    public void Dispose() => key.Dispose();

    [Fact]
    public void Document_OfAnySizeInAnyParts_IsReadAsItWasWritten() => Gen.Select(Gen.Int[0, 150_000], Gen.Int[1, 60_000]).Sample(
        (size, part) =>
        {
            var document = new byte[size];
            new Random(size).NextBytes(document);
            Assert.Equal(document, Read(Signed(document, part), Type, Keys));
        },
        iter: 40,
        threads: 1);

    [Fact]
    public void Document_ChangedAnywhere_IsRefused()
    {
        var signed = Signed("{\"what\":\"it says\"}"u8.ToArray());
        for (var i = 0; i < signed.Length; i++)
        {
            var changed = signed.ToCharArray();
            changed[i] = changed[i] == 'A' ? 'B' : 'A';
            // The last character of a part may hold bits that are not used, and may then not be another.
            Refused(new string(changed), unless: signed);
        }

        Refused(signed[..^1], signed);
        Refused(signed + "A", signed);
        Refused(signed + ".", signed);
        Refused("." + signed, signed);
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"KID","typ":"test+jws"}""")]
    [InlineData("""{"alg":"ES256","kid":"KID","typ":"test+jws"}""")]
    [InlineData("""{"alg":"HS256","kid":"KID","typ":"test+jws"}""")]
    [InlineData("""{"alg":"RS256","kid":"another","typ":"test+jws"}""")]
    [InlineData("""{"alg":"RS256","kid":"KID","typ":"other+jws"}""")]
    [InlineData("""{"alg":"RS256","kid":"KID"}""")]
    [InlineData("""{}""")]
    [InlineData("""not json""")]
    public void Header_ThatSaysAnythingElse_IsRefused(string header)
    {
        var text = $"{Encoded(header.Replace("KID", Kid, StringComparison.Ordinal))}.{Encoded("{}")}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.ThrowsAny<CryptographicException>(() => Read($"{text}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}", Type, Keys));
        Assert.ThrowsAny<CryptographicException>(() => Read($"{text}.", Type, Keys));
    }

    [Fact]
    public void Document_SignedByAKeyThatIsNotTrusted_IsRefused()
    {
        using var other = RSA.Create(2048);
        var signed = Signed("{}"u8.ToArray());
        Assert.ThrowsAny<CryptographicException>(() => Read(signed, Type, new JsonWebKeySet([PublicHalfOf(other) with { Kid = "k2" }])));
        Assert.ThrowsAny<CryptographicException>(() => Read(signed, Type, new JsonWebKeySet([])));
        // Another key under the name of the one that signed.
        Assert.ThrowsAny<CryptographicException>(() => Read(signed, Type, new JsonWebKeySet([PublicHalfOf(other)])));
    }

    [Fact]
    public void Key_OfAnotherKind_IsRefused() =>
        Assert.ThrowsAny<CryptographicException>(() => Read(Signed("{}"u8.ToArray()), Type, new JsonWebKeySet([PublicHalfOf(key) with { Kty = "EC" }])));

    [Fact]
    public void Document_SignedByAnyOfSeveralKeys_IsReadByTheOneThatItNames()
    {
        using var other = RSA.Create(2048);
        Assert.Equal("{}"u8.ToArray(), Read(Signed("{}"u8.ToArray()), Type, new JsonWebKeySet([PublicHalfOf(other) with { Kid = "k2" }, PublicHalfOf(key)])));
    }

    private static JsonWebKey PublicHalfOf(RSA key)
    {
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue);
        return JsonWebKey.Of(Kid, certificate);
    }

    private string Signed(byte[] document, int part = int.MaxValue)
    {
        using var output = new MemoryStream();
        CompactJws.WriteAsync(output, Kid, key, Type, async payload =>
        {
            for (var i = 0; i < document.Length; i += Math.Min(part, document.Length - i))
                await payload.WriteAsync(document.AsMemory(i, Math.Min(part, document.Length - i)));
        }, CancellationToken.None).GetAwaiter().GetResult();
        return Encoding.ASCII.GetString(output.ToArray());
    }

    private static byte[] Read(string text, string typ, JsonWebKeySet keys) => CompactJws.Read(Encoding.ASCII.GetBytes(text), typ, keys);

    private void Refused(string text, string unless)
    {
        try
        {
            Assert.Equal(Read(unless, Type, Keys), Read(text, Type, Keys));
            Assert.Equal(unless.Split('.')[2].Length, text.Split('.')[2].Length);
        }
        catch (CryptographicException)
        {
            // As it should be.
        }
    }

    private static string Encoded(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
