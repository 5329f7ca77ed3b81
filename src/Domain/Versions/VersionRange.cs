using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Domain.Versions;

/// <summary>
/// A set of versions in one scheme, written as a VERS range: <c>vers:npm/&gt;=2.1.91|&lt;2.1.197</c>. Immutable; equal when the
/// canonical texts are equal. A prerelease is inside when it sorts inside.
/// </summary>
/// <remarks>
/// The notation is that of the VERS specification, clause 5 (package-url/vers-spec). A version is inside when it equals a
/// constraint without comparator, or lies in one of the intervals that the constraints with <c>&lt; &lt;= &gt; &gt;=</c> bound and
/// equals no constraint with <c>!=</c>; where there is nothing but <c>!=</c>, every other version is inside. Of neighbours of
/// which one says nothing (<c>&gt;1|&gt;2</c>, <c>1|&lt;2</c>) the wider one counts; <see cref="Simplify"/> leaves the other out.
/// </remarks>
public sealed class VersionRange : IEquatable<VersionRange>
{
    /// <summary>The longest text of a range, in UTF-16 code units.</summary>
    public const int MaxLength = 4_000;

    /// <summary>The most constraints of a range.</summary>
    public const int MaxConstraints = 200;

    private readonly string canonical;

    internal VersionRange(VersionSet versions, IReadOnlyCollection<Constraint> constraints)
    {
        Versions = versions;
        IsStar = constraints.Count == 0;
        canonical = $"vers:{Scheme.Name}/{(IsStar ? "*" : string.Join('|', constraints))}";
    }

    /// <summary>The scheme in which the range is written.</summary>
    public VersionScheme Scheme => Versions.Scheme;

    /// <summary>The versions of the scheme that it contains, never empty.</summary>
    public VersionSet Versions { get; }

    /// <summary>Whether it is written <c>*</c>: it contains every version of every scheme, parseable or not.</summary>
    public bool IsStar { get; }

    /// <summary>Whether it is <c>*</c> or contains every version that its scheme can read, as <c>&gt;=0.0.0-0</c> of <c>npm</c> does.</summary>
    public bool CoversEverything => IsStar || Versions.IsEverything;

    /// <summary>Reads a range.</summary>
    /// <param name="text">
    /// <c>vers:&lt;scheme&gt;/&lt;constraint&gt;|…</c>, printable ASCII, at most <see cref="MaxLength"/> characters and
    /// <see cref="MaxConstraints"/> constraints. Bounds stand in ascending order; single versions may stand anywhere.
    /// </param>
    /// <exception cref="DomainException">
    /// <c>range.invalid</c> or <c>version-scheme.unknown</c> (both <see cref="Refusal.Invalid"/>); the message names the rule and what to do.
    /// </exception>
    public static VersionRange Parse(string text) => TryParse(text, out var range, out var error) ? range : throw error;

    /// <summary>Reads a range as <see cref="Parse"/> does, and hands out the refusal instead of throwing it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VersionRange? range, [NotNullWhen(false)] out DomainException? error) =>
        VersionRangeParser.TryParse(text, out range, out error);

    /// <summary>Whether the union of the ranges holds every version: one is <c>*</c>, or those of one scheme together hold all of that scheme.</summary>
    public static bool CoverEverything(IEnumerable<VersionRange> ranges)
    {
        if (ranges is IReadOnlyList<VersionRange> and [var only])
            return only.CoversEverything;
        var all = ranges.ToList();
        return all.Exists(range => range.IsStar)
            || all.GroupBy(range => range.Scheme).Any(ofScheme => VersionSet.UnionOf(ofScheme.Key, ofScheme).IsEverything);
    }

    /// <summary>Whether the union of the ranges holds a version; null: none surely does, and one of them can't read it.</summary>
    public static bool? Hold(IEnumerable<VersionRange> ranges, string version)
    {
        bool? held = false;
        foreach (var range in ranges)
        {
            if (range.IsStar)
                return true;
            if (!range.Scheme.TryParse(version, out var read))
                held = null;
            else if (range.Contains(read))
                return true;
        }

        return held;
    }

    /// <summary>
    /// Whether every version in the union of <paramref name="inner"/> is surely in the union of <paramref name="outer"/>.
    /// Only <c>*</c> contains <c>*</c>, and ranges of different schemes never contain each other.
    /// </summary>
    public static bool IsSubset(IEnumerable<VersionRange> inner, IEnumerable<VersionRange> outer)
    {
        var all = outer.ToList();
        if (all.Exists(range => range.IsStar))
            return true;

        return inner.GroupBy(range => range.Scheme).All(ofScheme =>
            !ofScheme.Any(range => range.IsStar)
            && VersionSet.UnionOf(ofScheme.Key, all.Where(range => range.Scheme == ofScheme.Key)).Contains(VersionSet.UnionOf(ofScheme.Key, ofScheme)));
    }

    /// <summary>Whether the version is inside.</summary>
    /// <exception cref="ArgumentException">The version is of another scheme, and the range is not <c>*</c>.</exception>
    public bool Contains(ParsedVersion version)
    {
        ArgumentNullException.ThrowIfNull(version);
        return IsStar || Versions.Contains(version);
    }

    /// <summary>The same versions in the fewest constraints: <c>&gt;=1|&gt;=2|&lt;3</c> becomes <c>&gt;=1|&lt;3</c>.</summary>
    public VersionRange Simplify() => CoversEverything ? this : Versions.ToRange();

    /// <summary>The canonical text: constraints sorted by version, <c>=</c> left out, versions percent-encoded as clause 5.3.3.2 says.</summary>
    public override string ToString() => canonical;

    /// <inheritdoc/>
    public bool Equals(VersionRange? other) => other is not null && canonical == other.canonical;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VersionRange);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(canonical);
}
