using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Fuzz;

/// <summary>Makes requests from the OpenAPI document and the samples: valid, nearly valid and hostile ones, the same ones for the same seed.</summary>
internal sealed class RequestMaker(Samples samples, int seed)
{
    /// <summary>Bytes that most bodies may have at most.</summary>
    public const int Large = 1024 * 1024;

    private const int MaxRecords = 60;
    private const int TooMany = Large + 100_000;

    private readonly Random random = new(seed);
    private readonly Dictionary<string, List<string>> records = RecordsOf(samples);
    private readonly Caller[] others = [.. Enum.GetValues<Role>().Select(role => samples[role]), samples.SecondApprover, samples.SecondAdministrator, samples.Anonymous, new Caller(samples.Host.Address, "tr_guessed")];
    private int made;

    public FuzzedRequest Next()
    {
        made++;
        var operation = Pick(samples.Document.Operations);
        var sample = samples[operation.Id];
        var (target, mayStray) = TargetOf(operation, sample);
        var headers = new List<(string, string)>();
        AddHeaders(operation, headers);
        var body = BodyOf(operation, sample, headers);
        return new FuzzedRequest(operation, Chance(80) ? sample.By : Pick(others), target, headers, body, mayStray);
    }

    /// <summary>Learns of a record that there is now.</summary>
    public void Learn(FuzzedRequest request, string location)
    {
        var name = request.Operation.Id switch { "RegisterTool" => "slug", "CreateChannel" or "CreateWebhook" => "name", "IssueToken" => "id", _ => "number" };
        if (records.TryGetValue(name, out var known) && known.Count < MaxRecords)
            known.Add(Staff.NumberOf(location));
    }

    private static Dictionary<string, List<string>> RecordsOf(Samples samples)
    {
        var found = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var operation in samples.Document.Operations)
        {
            var values = samples[operation.Id].Path.Split('?')[0].Split('/');
            foreach (var (part, value) in operation.Path.Split('/').Zip(values).Where(p => p.First.StartsWith('{')))
            {
                var known = found.TryGetValue(part.Trim('{', '}'), out var list) ? list : found[part.Trim('{', '}')] = [];
                if (!known.Contains(value))
                    known.Add(value);
            }
        }

        return found;
    }

    private (string Target, bool MayStray) TargetOf(Operation operation, Sample sample)
    {
        var mayStray = false;
        var (path, query) = sample.Path.Split('?') is [var before, var after] ? (before, after) : (sample.Path, "");
        if (Chance(35))
        {
            var parts = path.Split('/');
            var template = operation.Path.Split('/');
            for (var i = 0; i < template.Length; i++)
            {
                if (!template[i].StartsWith('{') || !Chance(70))
                    continue;
                var isHostile = Chance(30);
                parts[i] = isHostile ? HostileSegment() : Pick(records[template[i].Trim('{', '}')]);
                mayStray |= isHostile;
            }

            path = string.Join('/', parts);
        }

        if (Chance(1))
            (path, mayStray) = ($"{path}/{HostileSegment()}", true);
        return (path + QueryOf(operation, query), mayStray);
    }

    private string HostileSegment() => Chance(2) ? new string('a', random.Next(1, 6_000)) : Pick(Hostile.Segments);

    private string QueryOf(Operation operation, string given)
    {
        var parts = given.Length > 0 && !Chance(5) ? given.Split('&').ToList() : [];
        var known = operation.QueryParameters.ToArray();
        for (var left = known.Length > 0 && Chance(50) ? random.Next(1, 4) : 0; left > 0; left--)
        {
            var parameter = Pick(known);
            parts.Add($"{parameter["name"]}={(Chance(60) ? GoodValue(parameter["schema"]!) : HostileSegment().Replace('#', '_'))}");
        }

        if (Chance(3))
            parts.Add(Pick(["unheardOf=1", "=", "&&", "a", "%00=1", "limit=1&limit=2", "x=" + new string('y', 5_000), string.Join('&', Enumerable.Range(0, 1_500).Select(i => $"a{i}=1")), "at=%2b", "cursor=e30"]));
        if (parts.Count > 1 && Chance(10))
            parts.Add(parts[0]);
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    /// <summary>Something that the schema takes, percent-encoded.</summary>
    private string GoodValue(JsonNode schema)
    {
        var plain = samples.Document.Resolve(schema);
        if (plain["enum"] is JsonArray { Count: > 0 } words)
            return Uri.EscapeDataString($"{words[random.Next(words.Count)]}");
        if (ApiDocument.TypesOf(plain).Contains("integer"))
            return $"{random.Next(0, 300)}";
        return Pick(["2026-07-01T00:00:00Z", "2026-08-15T12:00:00%2B02:00", "sampled", "instead", "1.0.0", "TR-2", "number", "-number", "slug", "engineers", "workstation", "EU-DE", "pkg:npm/left-pad@1.0.0", "rpz", "dana", "decision"]);
    }

    private void AddHeaders(Operation operation, List<(string, string)> headers)
    {
        if (operation.Requires("If-Match") is not null && !Chance(5))
            headers.Add(("If-Match", Chance(80) ? "*" : Pick(Hostile.ETags)));
        if (Chance(operation.Requires("Idempotency-Key") is null ? 2 : 25))
            headers.Add(("Idempotency-Key", Pick(Hostile.Keys)));
        for (var left = Chance(20) ? random.Next(1, 4) : 0; left > 0; left--)
            headers.Add(Pick(Hostile.Headers));
    }

    private byte[]? BodyOf(Operation operation, Sample sample, List<(string, string)> headers)
    {
        if (operation.Json["requestBody"] is null)
        {
            if (!Chance(2))
                return null;
            headers.Add(("Content-Type", Pick(Hostile.MediaTypes)));
            return Pick(Hostile.Bodies);
        }

        if (Chance(1))
            return null;
        headers.Add(("Content-Type", Chance(93) ? "application/json" : Pick(Hostile.MediaTypes)));
        var body = random.Next(100) switch
        {
            < 45 => Encoding.UTF8.GetBytes(Valid(operation, sample.Body!)),
            < 70 => Encoding.UTF8.GetBytes(NearlyValid(operation, sample.Body!)),
            < 88 => Mangled(Encoding.UTF8.GetBytes(Valid(operation, sample.Body!))),
            _ => Pick(Hostile.Bodies),
        };
        if (random.Next(3_000) == 0)
            body = Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('a', TooMany)}\"}}");
        return Chance(operation.BodySchema is null ? 15 : 2) ? Packed(body, headers) : body;
    }

    private byte[] Packed(byte[] body, List<(string, string)> headers)
    {
        var encoding = Pick(Hostile.Encodings);
        headers.Add(("Content-Encoding", encoding));
        if (encoding is not ("gzip" or "deflate") || Chance(20))
            return body;
        if (Chance(3))
            return encoding == "gzip" ? Hostile.GzipBomb.Value : Hostile.DeflateBomb.Value;
        var packed = Hostile.Compressed(body, encoding);
        return Chance(70) ? packed : Mangled(packed);
    }

    /// <summary>The sample, which makes something new where it makes something, often with another value or two in it.</summary>
    private string Valid(Operation operation, JsonObject sample)
    {
        var body = Renamed(operation, sample);
        for (var left = operation.BodySchema is null ? 0 : random.Next(3); left > 0; left--)
        {
            var member = Pick(BodyMember.All(samples.Document, operation.BodySchema!, body).Skip(1).DefaultIfEmpty(null).ToArray());
            if (member is null)
                break;
            body = JsonNode.Parse(GoodMember(member))!.AsObject();
        }

        return body.ToJsonString();
    }

    private string GoodMember(BodyMember member)
    {
        if (member is { IsRequired: false, IsElement: false } && Chance(30))
            return member.Without();
        if (member.Schema["enum"] is JsonArray words)
            return member.With(words[random.Next(words.Count)]?.ToJsonString() ?? "null");
        return member.With(ApiDocument.TypesOf(member.Schema).FirstOrDefault(type => type != "null") switch
        {
            "integer" => random.Next(0, 8).ToString(CultureInfo.InvariantCulture),
            "boolean" => Pick(["true", "false"]),
            "string" when member.Schema["format"] is { } format => format.GetValue<string>() == "date"
                ? $"\"2026-{random.Next(1, 13):00}-{random.Next(1, 29):00}\""
                : $"\"2026-{random.Next(1, 13):00}-{random.Next(1, 29):00}T00:00:00Z\"",
            "string" => Pick(["\"Other words.\"", "\"One line\\nand another\"", "\"Größe 🦊\"", "\"sampled\"", "\"instead\"", "\"vers:npm/<3.0.0\"", "\"TR-2\"", "\"CL-1\"", "\"EV-1\"", "\"2.0.0\"", "\"<b>bold</b>\"", "\"a'b\\\"c\""]),
            "array" when member.Read() is JsonArray { Count: > 0 } list => $"[{string.Join(',', Enumerable.Repeat(list[0]!.ToJsonString(), random.Next(0, 3)))}]",
            _ => member.Read()?.ToJsonString() ?? "null",
        });
    }

    /// <summary>One place spoilt.</summary>
    private string NearlyValid(Operation operation, JsonObject sample)
    {
        var body = Renamed(operation, sample);
        if (operation.BodySchema is null)
            return body.Count == 0 ? Pick(Hostile.Values) : body.ToJsonString().Replace(Pick(body.ToArray()).Value?.ToJsonString() ?? "null", Pick(Hostile.Values), StringComparison.Ordinal);
        var member = Pick(BodyMember.All(samples.Document, operation.BodySchema, body).ToArray());
        return random.Next(8) switch
        {
            0 when member is { Path.Count: > 0, IsElement: false } => member.Without(),
            1 when member.Read() is JsonObject { Count: > 0 } => member.WithFurther(Pick(["unheardOf", "", "__proto__", "\\ud800", "reason", "name"]), Pick(Hostile.Values)),
            2 when member.Read() is JsonArray { Count: > 0 } list => member.With($"[{string.Join(',', Enumerable.Repeat(list[0]!.ToJsonString(), random.Next(2, 400)))}]"),
            3 when member.Read() is JsonValue value && value.TryGetValue<string>(out var text) => member.With(JsonValue.Create(Pick([text.ToUpperInvariant(), $" {text}", $"{text} ", $"{text}\u0000", string.Concat(Enumerable.Repeat(text, random.Next(2, 900))), ""])).ToJsonString()),
            4 => member.With(new string('[', 100) + new string(']', 100)),
            _ => member.With(Pick(Hostile.Values)),
        };
    }

    private JsonObject Renamed(Operation operation, JsonObject sample)
    {
        var body = sample.DeepClone().AsObject();
        if (!Chance(80))
            return body;
        if (operation.Id == "RegisterTool")
            (body["slug"], body["identifiers"]![0]!["value"]) = ($"fuzzed-{made}", $"pkg:npm/fuzzed-{made}");
        if (operation.Id == "CreateChannel")
            body["name"] = $"fuzzed-{made}";
        return body;
    }

    /// <summary>Bytes changed, lost, doubled or put in.</summary>
    private byte[] Mangled(byte[] body)
    {
        var bytes = body.ToList();
        for (var left = random.Next(1, 4); left > 0; left--)
        {
            var at = random.Next(bytes.Count + 1);
            var length = Math.Min(random.Next(1, 20), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Pick(Hostile.Values)));
                    break;
                default:
                    bytes.InsertRange(at, Pick<byte[]>([[0], [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], "\\u0000"u8.ToArray(), [.. "\\ud800"u8], [.. ","u8], [.. "{"u8], [.. "\""u8], [0xef, 0xbb, 0xbf]]));
                    break;
            }
        }

        return [.. bytes];
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Pick<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
