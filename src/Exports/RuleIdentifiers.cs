using System.Collections;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports;

/// <summary>The identifiers of some kinds, or the package URLs of a type, by which a rule may be enforced, in the order in which they are on record. To walk them takes no memory.</summary>
public readonly struct RuleIdentifiers : IEnumerable<ToolIdentifier>
{
    private readonly ExportRule rule;
    private readonly IdentifierKindSet kinds;
    private readonly string? packageType;

    internal RuleIdentifiers(ExportRule rule, IdentifierKindSet kinds) => (this.rule, this.kinds) = (rule, kinds);

    internal RuleIdentifiers(ExportRule rule, string packageType) => (this.rule, this.packageType) = (rule, packageType);

    /// <summary>Walks them.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Whether there is one.</summary>
    public bool Any() => GetEnumerator().MoveNext();

    IEnumerator<ToolIdentifier> IEnumerable<ToolIdentifier>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One walk.</summary>
    public struct Enumerator : IEnumerator<ToolIdentifier>
    {
        private readonly RuleIdentifiers all;
        private readonly ToolIdentity identity;
        private int at = -1;

        internal Enumerator(RuleIdentifiers all) => (this.all, identity) = (all, all.rule.Tool.Identity);

        /// <inheritdoc/>
        public readonly ToolIdentifier Current => identity.Identifiers[at];

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            do
                at = all.packageType is { } type ? identity.IndexOfPackage(type, at + 1) : identity.IndexOf(all.kinds, at + 1);
            while (at >= 0 && !all.rule.MayUse(Current));
            return at >= 0;
        }

        /// <inheritdoc/>
        public void Reset() => at = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
