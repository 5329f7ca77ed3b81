using System.Buffers;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Exports.Linux;

/// <summary>
/// Rules of fapolicyd (fapolicyd.rules(5)): the first that matches decides. Banned files are not executed, HighRisk is logged.
/// A part of a policy: it stands in <c>rules.d</c> before the rules that let through.
/// </summary>
public sealed class FapolicydTarget : IExportTarget
{
    private const int MaxMessage = 200, HashesPerLine = 16;

    // What fapolicyd sees is the file itself, not the links to it. It knows full paths alone, so a name is looked for where programs are.
    private static readonly string[] Paths = "path=/usr/bin/{0},/usr/sbin/{0},/usr/local/bin/{0},/usr/local/sbin/{0},/usr/games/{0},/bin/{0},/sbin/{0},/opt/{0}/{0},/opt/{0}/bin/{0},/usr/lib/{0}/{0},/usr/share/{0}/{0}".Split("{0}");

    private static readonly SearchValues<char> Writable = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-+");

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("fapolicyd", "fapolicyd rules", "text/plain; charset=utf-8", "40-toolregistry.rules")
    {
        Identifiers = [IdentifierKind.FileName.Name(), IdentifierKind.Sha256.Name()],
        Versions = "none, but for files by their hashes",
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule)
    {
        var (names, hashes) = ObjectsOf(rule);
        ToolIdentifier[] known = [.. rule.Of(IdentifierKind.FileName)];
        if (names.Count == 0 && hashes.Length == 0)
            return known.Length == 0 ? Versionless.Unusable(rule, IdentifierKind.FileName, "a file name") : Unwritable(rule);
        if (names.Count == 0)
            return FileHashes.Express(rule, RunsOnLinux).Finding;
        var finding = rule.InChannel.And(Finding.Narrower("fapolicyd knows paths, not names: only files in the usual folders are meant.", $"Add the SHA-256 of each release of {rule.Tool.Name}: its files are then known in every folder."));
        if (!known.All(rule.HoldsAllOf))
            finding = finding.And(Versionless.AllVersions(rule));
        return names.Count < known.Length
            ? finding.And(Finding.Narrower("Names with spaces or commas can't be said: fapolicyd does not match such paths."))
            : finding;
    }

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var rules = TextFile.To(output);
        rules.WriteLine($"# What is decided for {export.Channel}.");
        Write(rules, "deny_syslog", export, isAudit: false);
        // What is to be watched is let through, so it comes after all that is banned.
        if (export.Terms.Delivers(Disposition.HighRisk))
            Write(rules, "allow_syslog", export, isAudit: true);
    }

    private static void Write(StreamWriter rules, string decision, Export export, bool isAudit)
    {
        var beginning = $"{decision} perm=execute all : ";
        foreach (var rule in export.Restrictions)
        {
            if (rule.IsAudit == isAudit)
                Write(rules, beginning, rule);
        }
    }

    private static void Write(StreamWriter rules, string beginning, ExportRule rule)
    {
        var (names, hashes) = ObjectsOf(rule);
        if (names.Count == 0 && hashes.Length == 0)
            return;
        rules.Write("# ");
        rules.WriteLine(Texts.Shortened(rule.Message, MaxMessage));
        foreach (var name in names)
        {
            rules.Write(beginning);
            WritePaths(rules, name);
        }

        for (var from = 0; from < hashes.Length; from += HashesPerLine)
        {
            rules.Write(beginning);
            WriteHashes(rules, hashes.AsSpan(from, Math.Min(HashesPerLine, hashes.Length - from)));
        }
    }

    private static void WritePaths(StreamWriter rules, string name)
    {
        rules.Write(Paths[0]);
        foreach (var next in Paths.AsSpan(1))
        {
            rules.Write(name);
            rules.Write(next);
        }

        rules.WriteLine();
    }

    private static void WriteHashes(StreamWriter rules, ReadOnlySpan<string> hashes)
    {
        var before = "sha256hash=";
        foreach (var hash in hashes)
        {
            rules.Write(before);
            rules.Write(hash);
            before = ",";
        }

        rules.WriteLine();
    }

    /// <summary>The names and the hashes by which a rule is said; no names where hashes say as much.</summary>
    private static (List<string> Names, string[] Hashes) ObjectsOf(ExportRule rule)
    {
        var names = new List<string>();
        if (rule.HoldsEveryVersion || !rule.HashesSay(RunsOnLinux))
        {
            foreach (var name in rule.Of(IdentifierKind.FileName))
            {
                if (IsWritable(name.Identifier.Value))
                    names.Add(name.Identifier.Value);
            }
        }

        return (names, FileHashes.Of(rule, RunsOnLinux));
    }

    private static Finding Unwritable(ExportRule rule) =>
        Finding.NotExpressible("Names with spaces or commas can't be said: fapolicyd does not match such paths.", $"Add the SHA-256 of each release of {rule.Tool.Name}.");

    private static bool IsWritable(string name) => !name.AsSpan().ContainsAnyExcept(Writable);

    private static bool RunsOnLinux(Artifact file) => file.Platform is not { } platform || platform.StartsWith("linux", StringComparison.OrdinalIgnoreCase);
}
