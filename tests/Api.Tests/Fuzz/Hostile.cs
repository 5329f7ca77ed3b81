using System.IO.Compression;
using System.Text;

namespace ToolRegistry.Api.Tests.Fuzz;

/// <summary>What nobody in their right mind sends.</summary>
internal static class Hostile
{
    private const int BombBytes = 64 * 1024 * 1024;

    /// <summary>Values, as JSON.</summary>
    public static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1", "2", "3.5", "-0", "1e400", "-1e400", "1e-400", "NaN", "Infinity", "-Infinity", "01", "+1", ".5", "0x10", "2147483648", "9223372036854775808", "99999999999999999999999999", "{}", "[]", "[[]]", "[null]", "{\"\":null}", "{\"a\":1,\"a\":2}", "{\"$ref\":\"#\"}", "{\"__proto__\":{}}",
        "\"\"", "\" \"", "\"a\"", "\"null\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"a\\u0000b\"", "\"\\u0007\"", "\"\\u202eevil\"", "\"\\u200f\\u200b\"", "\"\\ufeff\"", "\"\\uffff\"", "\"🦊\"", "\"e\\u0301\"", "\"ﬁ\"", "\"İı\"", "\"\\ud83d\\ude00\"", "\"\\r\\n\"", "\"a\\nb\"", "\"\\x41\"", "\"\\u00\"", "'single'", "undefined", "/*c*/1", "1//",
        "\"' OR 1=1 --\"", "\"'; DROP TABLE Tools; --\"", "\"<script>alert(1)</script>\"", "\"&lt;b&gt;\"", "\"{{7*7}}\"", "\"${jndi:ldap://x}\"", "\"=cmd|' /C calc'!A0\"", "\"../../etc/passwd\"", "\"..\\\\..\\\\\"", "\"%00\"", "\"%2e%2e%2f\"", "\"javascript:alert(1)\"", "\"http://169.254.169.254/\"", "\"file:///etc/passwd\"", "\"https://user:pw@example.com:99999/\"",
        "\"2026-02-30\"", "\"2026-07-01\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"9999-12-31T23:59:59.9999999Z\"", "\"2026-07-01T00:00:00+14:00\"", "\"2026-07-01T00:00:00-14:00\"", "\"2026-07-01T00:00:00+99:00\"", "\"2026-07-01T24:00:00Z\"", "\"2026-07-01T23:59:60Z\"", "\"0001-01-01T00:00:00+14:00\"", "\"9999-12-31T23:59:59-14:00\"", "\"2026-07-01T00:00:00.000000000001Z\"",
        "\"vers:npm/*\"", "\"vers:npm/<2.0.0|>1.0.0\"", "\"vers:npm/>1|<0\"", "\"vers:\"", "\"vers:none/*\"", "\"vers:maven/[1,2)\"", "\"pkg:npm/a@1?x=y#z\"", "\"pkg:npm/%FF\"", "\"sha256:00\"", "\"domain:*.example\"", "\"domain:xn--\"", "\"TR-1\"", "\"TR-0\"", "\"EX-1\"", "\"CL-1\"", "\"EV-1\"", "\"EV-99999999999\"", "\"RA-1\"", "\"sampled\"", "\"instead\"", "\"Approved\"", "\"Banned\"", "\"banned\"", "\"*\"",
    ];

    /// <summary>Texts for paths and queries, percent-encoded where they must be.</summary>
    public static readonly string[] Segments =
    [
        "%00", "%20", "%0a", "%0d%0a", "%ff", "%c3%28", "%c0%ae", "%ed%a0%80", "%f0%9f%a6%8a", "%e2%80%ae", "%ef%bb%bf", "%", "%2", "%zz", "%25", "%2525", "..", "%2e%2e", "%2e", "..%2f..%2fetc%2fpasswd", "%2f", "%5c", "a%2fb", ";x=1", "a;b", "~", "'", "'%20OR%201=1--", "%3cscript%3e", "*", "%2a", ":", "$", "|", "^", "[", "{x}", "null", "undefined", "-1", "0", "1e400", "99999999999999999999", "sampled", "SAMPLED", "sampled%20", "TR-1", "tr-1", "TR-2", "TR-5", "TR-9", "TR-0", "TR-2147483648", "EX-1", "EX-2", "CL-1", "EV-1", "RA-1", "RQ-1", "RQ-2", "rpz", "applocker", "santa-sync", "register-csv", "sigma", "channel-1", "current", "true", "2026-07-01T00:00:00Z", "2026-07-01T00:00:00%2b14:00", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "pkg:npm/left-pad@1.0.0", "pkg%3anpm%2fa", "file-name:a.exe", "domain:a.example", "winget:A.B", "workstation", "ci", "DE", "EU", "Banned", "Draft", "exception", "-number", "number", "slug", "-seq", "1", "200", "201", "1.0.0", "vers:npm/*",
    ];

    public static readonly (string Name, string Value)[] Headers =
    [
        ("Accept", "application/json"), ("Accept", "text/html"), ("Accept", "text/markdown"), ("Accept", "text/csv"), ("Accept", "application/xml"), ("Accept", "application/sarif+json"), ("Accept", "application/pkcs7-signature"), ("Accept", "image/png"), ("Accept", "*/*;q=0"), ("Accept", "q=;;,,/"), ("Accept", ""), ("Accept-Encoding", "gzip;q=9, br, *;q=x"), ("Accept-Language", "de-DE,\u00e9"), ("Accept-Charset", "utf-7"),
        ("Authorization", "Bearer"), ("Authorization", "Basic Og=="), ("Cookie", "toolregistry=%ff; .AspNetCore.Antiforgery=x"), ("Origin", "null"), ("Origin", "https://evil.example"), ("Referer", "::"), ("X-Forwarded-For", "' OR 1=1"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "gopher"), ("X-HTTP-Method-Override", "DELETE"), ("X-Original-URL", "/v1/tokens"), ("Forwarded", "for=\"_x\""), ("Range", "bytes=0-0"), ("Range", "bytes=9-1,-"), ("If-Range", "x"),
        ("If-None-Match", "*"), ("If-None-Match", "\"1\""), ("If-None-Match", "garbage"), ("If-Modified-Since", "yesterday"), ("If-Modified-Since", "Wed, 01 Jul 2026 08:00:00 GMT"), ("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"), ("Upgrade", "h2c"), ("traceparent", "00-0-0-0"), ("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), ("tracestate", "\u00ff=="), ("baggage", "a=b,,;"), ("X-Long", new string('x', 8_000)), ("User-Agent", "\u202e\u00e9"), ("Max-Forwards", "0"), ("Prefer", "return=minimal"), ("Pragma", "no-cache"), ("TE", "trailers"),
    ];

    public static readonly string[] ETags = ["*", "\"0\"", "\"1\"", "\"2\"", "\"999\"", "\"-1\"", "W/\"1\"", "\"1\", \"2\"", "1", "\"", "\"\"", "\"1", ",", "**", "\"99999999999999999999\"", "\"\u00e9\"", " ", "W/*"];

    public static readonly string[] Keys = ["one", "two", "three", "four", "", " ", "with space", "\u00e9", new('k', 200), new('k', 201), "\"quoted\"", "a,b"];

    public static readonly string[] MediaTypes = ["application/json", "application/json; charset=utf-8", "application/json; charset=utf-7", "application/json; charset=\"", "APPLICATION/JSON", "application/problem+json", "text/json", "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=x", "application/octet-stream", "application/vnd.cyclonedx+json", "application/spdx+json", "garbage", "", "*/*"];

    public static readonly string[] Encodings = ["gzip", "deflate", "br", "identity", "gzip, gzip", "GZIP", "x-gzip", "compress", "\u00e9", ""];

    /// <summary>Whole bodies.</summary>
    public static readonly byte[][] Bodies =
    [
        [], [0], [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0xc0, 0xaf], [0x1f, 0x8b], [0x78, 0x9c], .. new[]
        {
            "{", "}", "[", "\"", "{}", "[]", "null", "0", "\"text\"", "{\"a\"", "{\"a\":}", "{,}", "{}{}", "{} x", "\ufeff{}", " ", "\n", "<a/>", "<!DOCTYPE a [<!ENTITY x \"y\"><!ENTITY z \"&x;&x;&x;&x;\">]><a>&z;</a>", "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"><components><component type=\"x\"><purl>pkg:</purl></component></components></bom>",
            "<bom xmlns=\"http://cyclonedx.org/schema/bom/1.6\"", "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[{\"purl\":\"pkg:npm/\\ud800\"}]}", "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"9\"}", "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[{}]}", "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[null]}", "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":{}}", "{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\",\"components\":[1]}", "{\"events\":[{}]}", "{\"events\":[null]}", "{\"events\":1}", "{\"cursor\":\"\\ud800\"}", "a=b&c=d", "--x\r\n\r\n\r\n--x--",
            Nested('[', ']', 200), Nested('[', ']', 40_000), string.Concat(Enumerable.Repeat("{\"a\":", 5_000)), $"{{\"a\":{new string('9', 20_000)}}}", $"{{{string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"m{i}\":{i}"))}}}",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Small when it is sent, and more than is read when it is unpacked.</summary>
    public static readonly Lazy<byte[]> GzipBomb = new(() => Packed(output => new GZipStream(output, CompressionLevel.Fastest)));

    public static readonly Lazy<byte[]> DeflateBomb = new(() => Packed(output => new ZLibStream(output, CompressionLevel.Fastest)));

    public static byte[] Compressed(byte[] body, string encoding)
    {
        using var output = new MemoryStream();
        using (Stream packer = encoding == "gzip" ? new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true) : new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true))
            packer.Write(body);
        return output.ToArray();
    }

    private static byte[] Packed(Func<Stream, Stream> packer)
    {
        using var output = new MemoryStream();
        using (var packing = packer(output))
        {
            var spaces = new byte[BombBytes / 64];
            Array.Fill(spaces, (byte)' ');
            for (var part = 0; part < 64; part++)
                packing.Write(spaces);
        }

        return output.ToArray();
    }

    private static string Nested(char open, char close, int depth) => new string(open, depth) + new string(close, depth);
}
