using System.Collections;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports;

/// <summary>The identifiers of some kinds by which a rule may be enforced, in the order in which they are on record. To walk them takes no memory.</summary>
public readonly struct RuleIdentifiers : IEnumerable<ToolIdentifier>
{
    private readonly ExportRule rule;
    private readonly IdentifierKindSet kinds;

    internal RuleIdentifiers(ExportRule rule, IdentifierKindSet kinds) => (this.rule, this.kinds) = (rule, kinds);

    /// <summary>Walks them.</summary>
    public Enumerator GetEnumerator() => new(rule, kinds);

    /// <summary>Whether there is one.</summary>
    public bool Any() => GetEnumerator().MoveNext();

    IEnumerator<ToolIdentifier> IEnumerable<ToolIdentifier>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One walk.</summary>
    public struct Enumerator : IEnumerator<ToolIdentifier>
    {
        private readonly ExportRule rule;
        private readonly ToolIdentity identity;
        private readonly IdentifierKindSet kinds;
        private int at = -1;

        internal Enumerator(ExportRule rule, IdentifierKindSet kinds) => (this.rule, identity, this.kinds) = (rule, rule.Tool.Identity, kinds);

        /// <inheritdoc/>
        public readonly ToolIdentifier Current => identity.Identifiers[at];

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            do
                at = identity.IndexOf(kinds, at + 1);
            while (at >= 0 && !rule.MayUse(Current));
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
