namespace ToolRegistry.Domain.Decisions;

/// <summary>How a scope takes a query.</summary>
public enum Admission
{
    /// <summary>A stated value lies outside.</summary>
    Outside,

    /// <summary>No stated value lies outside, but the query leaves a dimension unknown that the scope names.</summary>
    Unstated,

    /// <summary>Every dimension that the scope names is stated and lies inside.</summary>
    Inside,
}

/// <summary>Where a decision holds, or whom an exception is for. An empty dimension means everywhere.</summary>
public sealed class Scope
{
    /// <summary>The most values of one dimension.</summary>
    public const int MaxValues = 50;

    /// <summary>No bound in any dimension.</summary>
    public static readonly Scope Everywhere = new([], [], []);

    private Scope(IReadOnlyList<string> groups, IReadOnlyList<string> environments, IReadOnlyList<string> regions) =>
        (Groups, Environments, Regions) = (groups, environments, regions);

    /// <summary>The environments there are: <c>workstation</c>, <c>ci</c>, <c>server</c>.</summary>
    public static IReadOnlyList<string> KnownEnvironments { get; } = ["workstation", "ci", "server"];

    /// <summary>Groups of people, lower case.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Environments.</summary>
    public IReadOnlyList<string> Environments { get; }

    /// <summary>Regions: ISO 3166-1 alpha-2 or 3166-2 codes, upper case, or <c>EU</c>.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>Whether no dimension is bounded.</summary>
    public bool IsEverywhere => Groups.Count == 0 && Environments.Count == 0 && Regions.Count == 0;

    /// <summary>Makes a scope; values are canonical, distinct and sorted, at most 50 a dimension.</summary>
    /// <exception cref="DomainException"><c>scope.invalid</c></exception>
    public static Scope Create(IEnumerable<string>? groups, IEnumerable<string>? environments, IEnumerable<string>? regions) =>
        new(Values(groups, Group), Values(environments, Environment), Values(regions, Region));

    /// <summary>The canonical form of a group's name: lower case, so that case never decides who is meant.</summary>
    /// <exception cref="DomainException"><c>scope.invalid</c></exception>
    public static string Group(string text) =>
        Texts.IsLine(text, 100) && Identity.PlainText.IsClean(text)
            // Lower case may leave the normal form, so it is restored.
            ? text.Normalize().ToLowerInvariant().Normalize()
            : throw Invalid("A group is 1 to 100 characters on one line, without leading or trailing spaces.", "groups");

    /// <summary>Reads an environment.</summary>
    /// <exception cref="DomainException"><c>scope.invalid</c></exception>
    public static string Environment(string text) =>
        KnownEnvironments.Contains(text)
            ? text
            : throw Invalid($"An environment is one of {string.Join(", ", KnownEnvironments)}.", "environment");

    /// <summary>The canonical form of a region.</summary>
    /// <exception cref="DomainException"><c>scope.invalid</c></exception>
    public static string Region(string text)
    {
        var upper = text.ToUpperInvariant();
        var valid = upper.Length is 2 or (>= 4 and <= 6)
            && char.IsAsciiLetterUpper(upper[0]) && char.IsAsciiLetterUpper(upper[1])
            && (upper.Length == 2 || upper[2] == '-' && upper.Skip(3).All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c)));
        return valid ? upper : throw Invalid("A region is an ISO 3166 code such as US, DE or US-CA, or EU.", "region");
    }

    /// <summary>How this scope takes a query; null means that the query leaves the dimension unknown.</summary>
    public Admission Admits(IReadOnlyCollection<string>? groups, string? environment, string? region) =>
        Least(
            Groups.Count == 0 ? Admission.Inside : groups is null ? Admission.Unstated : Best(Groups, groups),
            Dimension(Environments, environment, Same),
            Dimension(Regions, region, Decisions.Regions.Admits));

    /// <summary>Whether every asker inside the other scope is inside this one.</summary>
    public bool Contains(Scope other) =>
        Holds(Groups, other.Groups, Same) && Holds(Environments, other.Environments, Same) && Holds(Regions, other.Regions, Decisions.Regions.Admits);

    /// <summary>Whether an asker may be inside both scopes, so far as they say. Who is in a named group is taken to be in that group alone.</summary>
    public bool Overlaps(Scope other) =>
        Meet(Groups, other.Groups, Same) && Meet(Environments, other.Environments, Same) && Meet(Regions, other.Regions, Decisions.Regions.Admits);

    private static bool Meet(IReadOnlyList<string> one, IReadOnlyList<string> other, Func<string, string, Admission> admits) =>
        one.Count == 0 || other.Count == 0 || one.Any(a => other.Any(b => admits(a, b) != Admission.Outside));

    private static Admission Same(string bound, string stated) => bound == stated ? Admission.Inside : Admission.Outside;

    private static bool Holds(IReadOnlyList<string> outer, IReadOnlyList<string> inner, Func<string, string, Admission> admits) =>
        outer.Count == 0 || inner.Count > 0 && inner.All(value => outer.Any(bound => admits(bound, value) == Admission.Inside));

    private static Admission Best(IReadOnlyList<string> bounds, IReadOnlyCollection<string> stated)
    {
        foreach (var value in stated)
        {
            if (bounds.Contains(value))
                return Admission.Inside;
        }

        return Admission.Outside;
    }

    private static Admission Dimension(IReadOnlyList<string> bounds, string? stated, Func<string, string, Admission> admits)
    {
        if (bounds.Count == 0)
            return Admission.Inside;
        if (stated is null)
            return Admission.Unstated;
        var best = Admission.Outside;
        for (var i = 0; i < bounds.Count && best != Admission.Inside; i++)
        {
            if (admits(bounds[i], stated) is var one && one > best)
                best = one;
        }

        return best;
    }

    private static Admission Least(Admission a, Admission b, Admission c) => (Admission)Math.Min((int)a, Math.Min((int)b, (int)c));

    private static string[] Values(IEnumerable<string>? values, Func<string, string> canonical)
    {
        var list = (values ?? []).Select(canonical).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return list.Length <= MaxValues ? list : throw Invalid($"A scope names at most {MaxValues} values of a dimension.", "scope");
    }

    private static DomainException Invalid(string message, string field) => DomainException.Invalid("scope.invalid", message, field);
}
