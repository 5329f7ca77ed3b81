using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Browsers;

/// <summary>The domains that browsers block, each once, in the order in which rules name them first.</summary>
internal sealed class BlockedDomains
{
    // Beyond it browsers pass over the rest of the list, and say nothing.
    private const int Max = 1_000;

    private readonly OrderedDictionary<string, bool> domains = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<string> All => domains.Keys;

    /// <summary>Adds those of a rule.</summary>
    /// <exception cref="DomainException"><c>export.too-large</c>: more than browsers read.</exception>
    public void Add(ExportRule rule)
    {
        foreach (var domain in rule.Of(IdentifierKind.Domain))
            domains.TryAdd(domain.Identifier.Value, true);

        if (domains.Count > Max)
            throw DomainException.Conflict("export.too-large", $"The file would block more than {Max} domains, of which browsers read no more: narrow the channel's scope, or block domains by DNS (rpz).");
    }
}
