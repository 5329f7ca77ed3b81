namespace ToolRegistry.Domain.Auditing;

/// <summary>
/// Takes a person out of the texts behind an entry's hashes, the salts with them: without its salt nobody can try which name
/// a hash is of. The chain is of the hashes, and holds.
/// </summary>
public static class AuditRedaction
{
    /// <summary>The texts without those that name a person; the same ones when none does.</summary>
    /// <param name="texts">The texts of one entry.</param>
    /// <param name="person">Who is taken out.</param>
    public static IReadOnlyList<AuditText> Without(IReadOnlyList<AuditText> texts, Owner person) =>
        texts.Any(t => Names(t.Value, person)) ? [.. texts.Select(t => Names(t.Value, person) ? new AuditText(t.Path, Salt: "", Value: null) : t)] : texts;

    /// <summary>
    /// Whether a text names a person, in any casing and as a whole: <c>dana</c> stands in "ask dana." and "dana's", not in
    /// "dana@example.com" or "dana-maria", who may be others.
    /// </summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="person">Who is looked for.</param>
    public static bool Names(string? text, Owner person)
    {
        for (var at = -1; text is not null && (at = text.IndexOf(person.Value, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            if (!GoesOn(text, at - 1, step: -1) && !GoesOn(text, at + person.Value.Length, step: 1))
                return true;
        }

        return false;
    }

    /// <summary>Whether a name goes on at a place: by a letter or digit, there or behind one sign that joins them.</summary>
    private static bool GoesOn(string text, int at, int step) =>
        IsLetter(text, at) || (at >= 0 && at < text.Length && "@.-_+".Contains(text[at], StringComparison.Ordinal) && IsLetter(text, at + step));

    private static bool IsLetter(string text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);
}
