using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Linux;

/// <summary>
/// Signatures of ClamAV by SHA-256 (docs.clamav.net, manual/Signatures/HashSignatures): what scans files finds those that are banned,
/// whatever they are called and wherever they lie.
/// </summary>
public sealed class ClamAvTarget : IExportTarget
{
    // The first version of ClamAV's signatures that takes a file of any size.
    private const string FunctionalityLevel = "73";

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("clamav", "ClamAV hash signatures", "text/plain; charset=utf-8", "toolregistry.hsb")
    {
        Identifiers = [IdentifierKind.Sha256.Name()],
        Versions = "files by their hashes",
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => rule.IsAudit
        ? Finding.NotExpressible("A signature can't tell what is to be watched from what is banned.")
        : FileHashes.Express(rule, IsScanned).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var signatures = TextFile.To(output);
        // ClamAV refuses an empty file, and then runs with none of its signatures.
        signatures.WriteLine($"# What is decided for {export.Channel}.");
        // A file is of one tool, and few tools have several decisions.
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in export.Restrictions)
        {
            if (rule.IsAudit)
                continue;
            foreach (var hash in FileHashes.Of(rule, IsScanned))
            {
                if (rule.IsAlone || written.Add(hash))
                    Write(signatures, hash, rule);
            }
        }
    }

    private static void Write(StreamWriter signatures, string hash, ExportRule rule)
    {
        // One line that ClamAV can't read makes it refuse all of them: the name holds nothing but letters, digits, dots and hyphens.
        signatures.Write(hash);
        signatures.Write(":*:ToolRegistry.");
        signatures.Write(rule.Number);
        signatures.Write('.');
        signatures.Write(rule.Tool.Slug);
        signatures.Write(':');
        signatures.WriteLine(FunctionalityLevel);
    }

    private static bool IsScanned(Artifact file) => true;
}
