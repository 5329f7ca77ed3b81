using ToolRegistry.Domain;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Windows;

/// <summary>What App Control and AppLocker have in common: by what they know a program.</summary>
internal static class WindowsRules
{
    /// <summary>The kinds of identifiers.</summary>
    public static readonly IdentifierKind[] Kinds = [IdentifierKind.WindowsPublisher, IdentifierKind.FileName, IdentifierKind.AuthenticodeSha256];

    /// <summary>Says a rule, identifier by identifier, and tells how faithfully.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="items">What is written of it is added here; nothing is when it is not expressible.</param>
    /// <param name="say">Adds what is written for one of them, and tells how faithfully; nothing where it is not expressible.</param>
    public static Finding Express<T>(ExportRule rule, List<T> items, Func<ExportRule, ToolIdentifier, List<T>, Finding> say)
    {
        if (rule.IsAudit)
            return Finding.NotExpressible("A rule can't watch without blocking: only a whole policy can.");
        var (finding, isKnown) = (rule.InChannel, false);
        foreach (var kind in Kinds)
        {
            foreach (var identifier in rule.Of(kind))
            {
                isKnown = true;
                finding = finding.And(say(rule, identifier, items));
            }
        }

        if (!isKnown)
        {
            return rule.HasUnnamed(IdentifierKind.WindowsPublisher)
                ? Versionless.Unusable(rule, IdentifierKind.WindowsPublisher, "a publisher")
                : Versionless.Unusable(rule, IdentifierKind.FileName, "a file name");
        }

        // Something is said, though not by every identifier.
        return items.Count > 0 && finding.Fidelity == Fidelity.NotExpressible ? finding with { Fidelity = Fidelity.Narrower } : finding;
    }

    /// <summary>Adds what is not there yet.</summary>
    public static void AddOnce<T>(this List<T> items, T item)
    {
        if (!items.Contains(item))
            items.Add(item);
    }

    /// <summary>Why a name can't be written.</summary>
    public static Finding NoFile(ToolIdentifier identifier) => Finding.NotExpressible($"Windows policies can't name the file {identifier.Identifier.Value}.");

    /// <summary>How faithful a rule on a single file is, by its hash: its version is not on record.</summary>
    public static Finding OfHash(ExportRule rule, ToolIdentifier identifier) =>
        rule.HoldsAllOf(identifier) ? Finding.Exact : Finding.Broader("The version of a file known by its Authenticode hash is not on record: it is blocked whichever it is.");
}
