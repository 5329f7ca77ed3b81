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

    /// <summary>Reads a list.</summary>
    /// <exception cref="DomainException"><c>subject.invalid</c>: an entry can't be read, so the service must not start.</exception>
    public ProtectedList(IEnumerable<string> entries)
    {
        foreach (var entry in entries)
        {
            if (entry.StartsWith(PublisherPrefix, StringComparison.Ordinal))
                publishers.Add(entry[PublisherPrefix.Length..]);
            else if (Subject.Parse(entry) is { Slug: { } slug })
                slugs.Add(slug);
            else
                keys.Add(Subject.Parse(entry).MatchKeys[0]);
        }
    }

    /// <summary>Whether the list names the tool: by slug, publisher or any identifier. A domain names its subdomains.</summary>
    public bool Names(Tool tool) =>
        slugs.Contains(tool.Slug)
        || publishers.Contains(tool.Details.Publisher)
        || tool.Identity.Identifiers.Concat(tool.PendingIdentity?.Identity.Identifiers ?? [])
            .Any(i => Subject.Parse(i.Identifier.Purl is null ? i.Identifier.ToString() : i.Identifier.Value).MatchKeys.Any(keys.Contains));
}
