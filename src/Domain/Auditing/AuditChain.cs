using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToolRegistry.Domain.Auditing;

/// <summary>A text that stands in an entry only as its salted hash, so that it can be redacted and the chain still verifies.</summary>
/// <param name="Path">Where it stands: an RFC 6901 pointer into the entry.</param>
/// <param name="Salt">16 random bytes, base64; empty once it is redacted.</param>
/// <param name="Value">The text; null once it is redacted.</param>
public sealed record AuditText(string Path, string Salt, string? Value);

/// <summary>An entry as the chain holds it.</summary>
/// <param name="Seq">1 for the first; no gaps.</param>
/// <param name="Json">RFC 8785 JSON of what happened; free and personal text as <c>{"sha256":"…"}</c>.</param>
/// <param name="PreviousHash">The hash of the entry before, 64 hex digits; zeros for the first.</param>
/// <param name="Hash">SHA-256 of the previous hash's bytes and the JSON's UTF-8, 64 hex digits.</param>
/// <param name="Texts">The texts behind the hashes.</param>
public sealed record AuditLink(long Seq, string Json, string PreviousHash, string Hash, IReadOnlyList<AuditText> Texts);

/// <summary>What a verification found.</summary>
/// <param name="Entries">How many entries were read.</param>
/// <param name="BrokenAt">The first entry that does not fit, or null.</param>
/// <param name="Problem">What is wrong there, or null.</param>
/// <param name="Head">The hash of the last entry that fits.</param>
public sealed record AuditVerification(long Entries, long? BrokenAt, string? Problem, string Head)
{
    /// <summary>Whether every entry fits.</summary>
    public bool IsIntact => BrokenAt is null;
}

/// <summary>The audit log as one hash chain. Anyone who has the entries can verify it.</summary>
public static class AuditChain
{
    /// <summary>The hash before the first entry.</summary>
    public static readonly string Genesis = new('0', 64);

    // Of two members of one name, nobody could say which was sealed.
    private static readonly JsonDocumentOptions Unambiguous = new() { AllowDuplicateProperties = false };

    // Fail closed: what is not known to be a name of the register's own, a number or an instant is hashed.
    private static readonly HashSet<string> OpenInEntry = new(StringComparer.Ordinal) { "at", "method", "action", "subject", "outcome", "code", "correlationId" };

    private static readonly HashSet<string> OpenInRecords = new(StringComparer.Ordinal)
    {
        "subject", "at", "state", "kind", "number", "revision", "tool", "slug",
        "ranges", "range", "versionScheme", "version", "disposition", "from", "until", "environments", "regions", "decision",
        "exception", "claims", "evidence", "assessment", "reviewBy", "proposedAt", "decidedAt", "endedAt", "createdAt", "ratifyBy",
        "ratifiedAt", "likelihood", "impact", "level", "riskLevel", "confidence", "status", "role", "expiresAt", "revokedAt", "releasedAt", "sha256", "supportStatus", "endOfSupport",
        "lastVerifiedAt", "id", "reliability", "stance", "nextReviewAt", "assessedAt", "publishedAt", "retrievedAt",
    };

    /// <summary>Seals what happened as the next link.</summary>
    /// <param name="seq">The link's number.</param>
    /// <param name="previousHash">The hash of the link before.</param>
    /// <param name="entry">What happened. Every string outside the register's own vocabulary is replaced by its salted hash.</param>
    /// <param name="salt">Gives 16 random bytes.</param>
    public static AuditLink Seal(long seq, string previousHash, JsonObject entry, Func<byte[]> salt)
    {
        var texts = new List<AuditText>();
        var closed = Close(entry, path: "", member: "", salt, texts)!.AsObject();
        closed["seq"] = seq;
        var json = CanonicalJson.Write(closed);
        return new AuditLink(seq, json, previousHash, HashOf(previousHash, json), texts);
    }

    /// <summary>Verifies links in ascending order of their numbers.</summary>
    /// <param name="links">The links, from the first on.</param>
    /// <param name="expectedHead">The hash that the register says is the last, or null when it is not known.</param>
    public static AuditVerification Verify(IEnumerable<AuditLink> links, string? expectedHead = null)
    {
        var (count, head) = (0L, Genesis);
        foreach (var link in links)
        {
            if (ProblemOf(link, count + 1, head) is { } problem)
                return new AuditVerification(count, count + 1, problem, head);
            count++;
            head = link.Hash;
        }

        return expectedHead is not null && expectedHead != head
            ? new AuditVerification(count, count + 1, "The log ends before the entry that the register holds to be its last.", head)
            : new AuditVerification(count, BrokenAt: null, Problem: null, head);
    }

    private static string? ProblemOf(AuditLink link, long seq, string head)
    {
        try
        {
            return Problem(link, seq, head);
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidOperationException or JsonException)
        {
            return "The entry can't be read.";
        }
    }

    private static string? Problem(AuditLink link, long seq, string head)
    {
        if (link.Seq != seq)
            return $"Entry {seq} is missing; entry {link.Seq} stands in its place.";
        if (link.PreviousHash != head)
            return "The entry does not follow from the one before.";
        if (link.Hash != HashOf(head, link.Json))
            return "The entry was changed after it was written.";
        if (JsonNode.Parse(link.Json, documentOptions: Unambiguous) is not JsonObject entry || entry["seq"]?.GetValue<long>() != seq)
            return "The entry carries another number than its place.";
        return link.Texts.FirstOrDefault(t => t.Value is not null && At(entry, t.Path) != HashOf(t.Salt, t.Value)) is { } text
            ? $"The text at {text.Path} is not the one that was written."
            : null;
    }

    private static string? At(JsonNode? node, string pointer)
    {
        foreach (var part in pointer.Split('/').Skip(1).Select(p => p.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            node = node switch
            {
                JsonObject obj => obj[part],
                JsonArray array when int.TryParse(part, out var index) && index >= 0 && index < array.Count => array[index],
                _ => null,
            };
        }

        return (node as JsonObject)?["sha256"]?.GetValue<string>();
    }

    private static JsonNode? Close(JsonNode? node, string path, string member, Func<byte[]> salt, List<AuditText> texts)
    {
        switch (node)
        {
            case JsonObject obj:
                return new JsonObject(obj.Select(p => KeyValuePair.Create(p.Key, Close(p.Value, $"{path}/{Escape(p.Key)}", p.Key, salt, texts))));
            case JsonArray array:
                return new JsonArray([.. array.Select((item, i) => Close(item, $"{path}/{i}", member, salt, texts))]);
            case JsonValue value when value.TryGetValue<string>(out var text) && !IsOpen(path, member):
                var hidden = new AuditText(path, Convert.ToBase64String(salt()), text);
                texts.Add(hidden);
                return new JsonObject { ["sha256"] = HashOf(hidden.Salt, text) };
            default:
                return node?.DeepClone();
        }
    }

    private static bool IsOpen(string path, string member) => (path.LastIndexOf('/') == 0 ? OpenInEntry : OpenInRecords).Contains(member);

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>SHA-256 over a prefix (hex hash or base64 salt, as bytes) and a text's UTF-8.</summary>
    private static string HashOf(string prefix, string text)
    {
        var bytes = prefix.Length == 64 ? Convert.FromHexString(prefix) : Convert.FromBase64String(prefix);
        return Convert.ToHexStringLower(SHA256.HashData([.. bytes, .. Encoding.UTF8.GetBytes(text)]));
    }
}
