using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Domain.Tools;

/// <summary>
/// What must not be banned by one person in a hurry: shells, package managers, operating systems and the organization's
/// own domains. An entry is a subject as a check takes it (an identifier or a slug), or <c>publisher:</c> and a name.
/// </summary>
public sealed class ProtectedList
{
    private const string PublisherPrefix = "publisher:";

    private readonly HashSet<string> publishers = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> slugs = new(StringComparer.Ordinal);
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);
    private readonly HashSet<string> parents = new(StringComparer.Ordinal);

    /// <summary>Reads a list.</summary>
    /// <exception cref="DomainException"><c>subject.invalid</c>, <c>protected.invalid</c>: an entry can't be read, so the service must not start.</exception>
    public ProtectedList(IEnumerable<string> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.StartsWith(PublisherPrefix, StringComparison.Ordinal))
                publishers.Add(PublisherIn(entry));
            else
                Add(Subject.Parse(entry));
        }
    }

    /// <summary>Whether the list names the tool: by slug, publisher or any identifier. A domain names its subdomains, and those above it, whose ban would cover it.</summary>
    public bool Names(Tool tool) =>
        slugs.Contains(tool.Slug)
        || publishers.Contains(tool.Details.Publisher)
        || tool.Identity.Identifiers.Concat(tool.PendingIdentity?.Identity.Identifiers ?? []).Any(i => Names(i.Identifier));

    private bool Names(Identifier identifier)
    {
        var subject = Subject.Parse(identifier.Kind == IdentifierKind.Purl ? identifier.Value : identifier.ToString());
        return subject.MatchKeys.Any(keys.Contains) || parents.Contains(identifier.MatchKey);
    }

    private void Add(Subject subject)
    {
        if (subject.Slug is { } slug)
            slugs.Add(slug);
        else
            keys.Add(subject.MatchKeys[0]);
        parents.UnionWith(subject.MatchKeys.Skip(1));
    }

    private static string PublisherIn(string entry) =>
        Texts.IsLine(entry[PublisherPrefix.Length..], 200)
            ? entry[PublisherPrefix.Length..]
            : throw DomainException.Invalid("protected.invalid", "A protected publisher is written publisher:Name, without spaces around the name.");
}
