using System.Globalization;
using System.Text;
using ToolRegistry.Domain;
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
    private static readonly CompositeFormat Paths = CompositeFormat.Parse("path=/usr/bin/{0},/usr/sbin/{0},/usr/local/bin/{0},/usr/local/sbin/{0},/usr/games/{0},/bin/{0},/sbin/{0},/opt/{0}/{0},/opt/{0}/bin/{0},/usr/lib/{0}/{0},/usr/share/{0}/{0}");

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("fapolicyd", "fapolicyd rules", "text/plain; charset=utf-8", "40-toolregistry.rules")
    {
        Identifiers = [IdentifierKind.FileName.Name(), IdentifierKind.Sha256.Name()],
        Versions = "none, but for files by their hashes",
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Express(rule).Finding;

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var rules = TextFile.To(output);
        rules.WriteLine($"# What is decided for {export.Channel}.");
        // What is to be watched is let through, so it comes after all that is banned.
        foreach (var rule in export.Restrictions.Where(r => !r.IsAudit))
            Write(rules, "deny_syslog", rule);
        foreach (var rule in export.Restrictions.Where(r => r.IsAudit))
            Write(rules, "allow_syslog", rule);
    }

    private static void Write(StreamWriter rules, string decision, ExportRule rule)
    {
        var objects = Express(rule).Items;
        if (objects.Count == 0)
            return;
        rules.WriteLine($"# {Texts.Shortened(rule.Message, MaxMessage)}");
        foreach (var one in objects)
            rules.WriteLine($"{decision} perm=execute all : {one}");
    }

    private static Expression<string> Express(ExportRule rule)
    {
        ToolIdentifier[] names = [.. rule.Of(IdentifierKind.FileName).Where(rule.Governs)];
        string[] writable = [.. names.Select(n => n.Identifier.Value).Where(IsWritable)];
        var files = FileHashes.Express(rule, RunsOnLinux);
        if (files.Items.Count == 0 && writable.Length == 0)
            return new([], names.Length == 0 ? Versionless.Unusable(rule, IdentifierKind.FileName, "a file name") : Unwritable(rule));

        string[] hashes = [.. files.Items.Chunk(HashesPerLine).Select(some => $"sha256hash={string.Join(',', some)}")];
        if (writable.Length == 0 || !rule.HoldsEveryVersion && rule.HashesSay(RunsOnLinux))
            return new(hashes, files.Finding);
        var finding = rule.InChannel.And(Finding.Narrower("fapolicyd knows paths, not names: only files in the usual folders are meant.", $"Add the SHA-256 of each release of {rule.Tool.Name}: its files are then known in every folder."));
        if (!names.All(rule.HoldsAllOf))
            finding = finding.And(Versionless.AllVersions(rule));
        if (writable.Length < names.Length)
            finding = finding.And(Finding.Narrower("Names with spaces or commas can't be said: fapolicyd does not match such paths."));
        return new([.. writable.Select(name => string.Format(CultureInfo.InvariantCulture, Paths, name)), .. hashes], finding);
    }

    private static Finding Unwritable(ExportRule rule) =>
        Finding.NotExpressible("Names with spaces or commas can't be said: fapolicyd does not match such paths.", $"Add the SHA-256 of each release of {rule.Tool.Name}.");

    private static bool IsWritable(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+');

    private static bool RunsOnLinux(Artifact file) => file.Platform is not { } platform || platform.StartsWith("linux", StringComparison.OrdinalIgnoreCase);
}
