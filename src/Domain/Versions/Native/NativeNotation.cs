namespace ToolRegistry.Domain.Versions.Native;

/// <summary>One notation of ranges that is not VERS, and the scheme of its versions.</summary>
internal abstract class NativeNotation(string name, string scheme)
{
    internal string Name { get; } = name;

    internal VersionScheme Scheme { get; } = VersionScheme.Get(scheme);

    /// <summary>Reads a range: printable ASCII and spaces, neither empty nor with space around it. Unknown syntax has no meaning; it is never guessed.</summary>
    internal abstract Meaning Read(string text);

    /// <summary>What all of the conditions hold, which <paramref name="separator"/> parts.</summary>
    internal Meaning ReadConditions(string text, string separator, Func<string, Meaning> read) =>
        Meaning.All(Scheme, Parts(text, separator, read));

    /// <summary>What any of the alternatives holds, which <paramref name="separator"/> parts.</summary>
    private protected Meaning ReadAlternatives(string text, string separator, Func<string, Meaning> read) =>
        Meaning.Any(Scheme, Parts(text, separator, read));

    private protected static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What a comparator holds that means the same everywhere; null for another operator.</summary>
    private protected static Meaning? Compare(VersionScheme scheme, NativeTerm term) => term.Operator switch
    {
        "" or "=" or "==" => Meaning.Of(scheme, Comparator.Equal, term.Version),
        "!=" => Meaning.Of(scheme, Comparator.NotEqual, term.Version),
        "<" => Meaning.Of(scheme, Comparator.Less, term.Version),
        "<=" => Meaning.Of(scheme, Comparator.LessOrEqual, term.Version),
        ">" => Meaning.Of(scheme, Comparator.Greater, term.Version),
        ">=" => Meaning.Of(scheme, Comparator.GreaterOrEqual, term.Version),
        _ => null,
    };

    private protected Meaning Refuse(string problem) => Meaning.Refused(Scheme, problem);

    private IEnumerable<Meaning> Parts(string text, string separator, Func<string, Meaning> read) =>
        text.Split(separator, StringSplitOptions.TrimEntries)
            .Select(part => part.Length == 0 ? Refuse("A part of the range is empty. Leave out the separator, or write what is missing.") : read(part));
}
