using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolRegistry.Client;
using ToolRegistry.Domain.Auditing;

namespace ToolRegistry.Cli.Commands.Audit;

/// <summary>An exported audit log: JSON Lines, an entry as the API gives it on each, from the first on.</summary>
internal static class AuditLog
{
    /// <summary>The longest line that is read, in characters; a body that changes the register is far smaller.</summary>
    private const int MaxLine = 16 * 1024 * 1024;

    /// <summary>Verifies a log: that each entry follows from the one before, and says beside its seal what is sealed.</summary>
    /// <param name="content">UTF-8. It is not closed.</param>
    /// <param name="head">The hash of the last entry, or null when it is not known.</param>
    /// <param name="checkpoints">What the log is known to have said at times.</param>
    public static AuditVerificationView Verify(Stream content, string? head, IReadOnlyList<AuditCheckpoint> checkpoints)
    {
        using var reader = new StreamReader(content, Encoding.UTF8, leaveOpen: true);
        var seen = new Progress { Hashes = checkpoints.Select(c => c.Entries).Distinct().ToDictionary(seq => seq, _ => (string?)null) };
        try
        {
            var found = AuditChain.Verify(LinksOf(reader, head, seen), head);
            if (seen.Entries == 0)
                return new AuditVerificationView(Intact: false, 0, BrokenAt: 1, "The log holds no entry; a register's first is its own beginning.", found.Head);
            if (found.IsIntact && checkpoints.OrderBy(c => c.Entries).FirstOrDefault(c => seen.Hashes[c.Entries] != c.Head) is { } missed)
                return new AuditVerificationView(Intact: false, found.Entries, BrokenAt: Math.Min(missed.Entries, seen.Entries + 1), MissedProblem(missed, seen), found.Head);
            return new AuditVerificationView(found.IsIntact, found.Entries, found.BrokenAt, EndProblem(found, seen) ?? found.Problem, found.Head);
        }
        catch (AuditLogException fault)
        {
            return new AuditVerificationView(Intact: false, seen.Fitting, BrokenAt: seen.Fitting + 1, fault.Message, seen.Head);
        }
    }

    private static string MissedProblem(AuditCheckpoint missed, Progress seen) => missed.Entries > seen.Entries
        ? $"The log ends before entry {missed.Entries}, which the checkpoint of {missed.At:O} vouches for."
        : $"Entry {missed.Entries} is not the one that the checkpoint of {missed.At:O} vouches for: the log was written anew since.";

    /// <summary>What follows a head that is known is no less wrong than what is missing, and needs other words.</summary>
    private static string? EndProblem(AuditVerification found, Progress seen) =>
        found.BrokenAt > seen.Entries && seen.HeadAt is { } at
            ? $"The head that you named is that of entry {at}, up to which all fits. Nothing vouches for the {seen.Entries - at} after it; to verify the log up to there, give its first {at} lines."
            : null;

    private static IEnumerable<AuditLink> LinksOf(TextReader reader, string? head, Progress seen)
    {
        foreach (var line in LinesOf(reader))
        {
            seen.Entries++;
            var entry = Read(line) ?? throw new AuditLogException($"Line {seen.Entries} is no entry of an audit log.");
            var texts = TextsOf(entry) ?? throw new AuditLogException($"The texts in line {seen.Entries} can't be read.");
            yield return new AuditLink(entry.Seq, entry.Entry, entry.PreviousHash, entry.Hash, texts);
            // Who asks for the next one has found that this one fits.
            if (Contradiction(entry, texts) is { } member)
                throw new AuditLogException($"The member {member} in line {seen.Entries} is not what the sealed entry says.");
            seen.Fitting++;
            seen.Head = entry.Hash;
            if (seen.Hashes.ContainsKey(entry.Seq))
                seen.Hashes[entry.Seq] = entry.Hash;
            if (entry.Hash == head)
                seen.HeadAt = seen.Entries;
        }
    }

    /// <summary>The first member beside the sealed entry that says something else than it, or null. People read these members, and no hash covers them.</summary>
    private static string? Contradiction(AuditEntryView entry, IReadOnlyList<AuditText> texts)
    {
        var sealedEntry = JsonNode.Parse(entry.Entry)!;
        var owner = texts.FirstOrDefault(t => t.Path == "/owner")?.Value;
        if (sealedEntry["at"] is not JsonValue at || !at.TryGetValue<string>(out var text) || !WireJson.TryReadInstant(text, out var instant) || instant != entry.At)
            return "at";
        if (entry.Owner is not null && entry.Owner != owner)
            return "owner";
        return new[] { ("action", entry.Action), ("subject", entry.Subject), ("outcome", entry.Outcome), ("code", entry.Code) }
            .FirstOrDefault(m => !JsonNode.DeepEquals(sealedEntry[m.Item1], m.Item2)).Item1;
    }

    private static AuditEntryView? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditEntryView>(line, WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static AuditText[]? TextsOf(AuditEntryView entry)
    {
        try
        {
            return entry.Texts.Deserialize<AuditText[]>(WireJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> LinesOf(TextReader reader)
    {
        var line = new StringBuilder();
        while (reader.Read() is >= 0 and var next)
        {
            if (next == '\n')
            {
                yield return line.ToString();
                line.Clear();
            }
            else if (line.Append((char)next).Length > MaxLine)
            {
                throw new AuditLogException($"A line is longer than {MaxLine} characters.");
            }
        }

        if (line.Length > 0)
            yield return line.ToString();
    }

    private sealed class Progress
    {
        /// <summary>How many entries were read.</summary>
        public long Entries { get; set; }

        /// <summary>How many of them were found to fit.</summary>
        public long Fitting { get; set; }

        /// <summary>The hash of the last that was found to fit.</summary>
        public string Head { get; set; } = AuditChain.Genesis;

        /// <summary>The entry whose hash is the head that was named.</summary>
        public long? HeadAt { get; set; }

        /// <summary>The hashes of the entries that checkpoints vouch for, as they are in the log; null where it ends before.</summary>
        public required Dictionary<long, string?> Hashes { get; init; }
    }

    private sealed class AuditLogException(string message) : Exception(message);
}
