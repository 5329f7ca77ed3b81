using System.Collections.Immutable;
using System.Text;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Exports.Detection;

/// <summary>
/// The tables of osquery in which software is looked for. What belongs to users is joined with them: osquery shows that of its own
/// user otherwise.
/// </summary>
internal static class OsqueryTables
{
    private const string OfUsers = "users u JOIN {0} p USING (uid)";
    private const string Slashed = @"replace(p.path, '\', '/')";

    // What stands after the last slash or backslash of a path.
    private const string FileOfPath = $"lower(substr({Slashed}, length(rtrim({Slashed}, replace({Slashed}, '/', ''))) + 1))";

    // Where programs usually are; each takes a name. Those of other operating systems match nothing.
    private static readonly string[] Programs =
    [
        "/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/usr/local/sbin/", "/usr/games/", "/bin/", "/sbin/", "/opt/%/", "/opt/%/bin/", "/home/%/bin/", "/home/%/.local/bin/", "/root/.local/bin/",
        "/Applications/%/Contents/MacOS/", "/Users/%/.local/bin/",
        @"C:\Program Files\%\", @"C:\Program Files (x86)\%\", @"C:\Users\%\AppData\Local\Programs\%\",
    ];

    /// <summary>Programs that run, by the SHA-256 of their files.</summary>
    public static OsqueryTable Hashes { get; } = new("hash", "Programs that run, by hash", "processes p JOIN hash h ON h.path = p.path", "h.sha256")
    {
        Kind = IdentifierKind.Sha256,
        Version = null,
    };

    /// <summary>Those that find software by a name.</summary>
    public static ImmutableArray<OsqueryTable> All { get; } =
    [
        new("deb_packages", "Debian packages", "deb_packages p", "lower(p.name)")
        {
            PackageType = "deb",
            NameOf = NameOfPackage,
            Platform = "linux",
            Scheme = VersionScheme.ForPurlType("deb"),
            Path = "''",
            // What is left of a package that was removed.
            Where = static (sql, _) => sql.Append("p.status NOT LIKE '%config-files'"),
        },
        new("rpm_packages", "RPM packages", "rpm_packages p", "p.name")
        {
            PackageType = "rpm",
            NameOf = NameOfPackage,
            Platform = "linux",
            TellsCase = true,
            Path = "''",
            Scheme = VersionScheme.ForPurlType("rpm"),
            Version = "CASE WHEN CAST(p.epoch AS INTEGER) > 0 THEN p.epoch || ':' ELSE '' END || p.version || '-' || p.release",
        },
        new("homebrew_packages", "Homebrew packages", "homebrew_packages p", "lower(p.name)") { PackageType = "brew", NameOf = NameOfPackage, Platform = "darwin" },
        new("apps", "macOS apps", "apps p", "lower(p.bundle_identifier)")
        {
            Kind = IdentifierKind.MacosBundleId,
            Platform = "darwin",
            Version = "p.bundle_short_version",
        },
        new("npm_packages", "npm packages", "npm_packages p", "lower(p.name)")
        {
            PackageType = "npm",
            NameOf = NameOfScoped,
            Finding = Finding.Narrower("osquery knows the packages of npm that are installed for a machine or a user, not those of projects."),
        },
        new("python_packages", "Python packages", OfUsersOf("python_packages"), "replace(replace(replace(lower(p.name), '_', '-'), '.', '-'), '--', '-')")
        {
            PackageType = "pypi",
            NameOf = NameOfPython,
            Finding = Finding.Narrower("osquery knows the packages of Python that are installed for a machine or a user, not those of virtual environments."),
        },
        new("chrome_extensions", "Extensions of Chromium's browsers", OfUsersOf("chrome_extensions"), "lower(p.identifier)", "lower(p.referenced_identifier)")
        {
            PackageType = "chrome-extension",
            NameOf = NameOfPackage,
        },
        new("firefox_addons", "Firefox extensions", OfUsersOf("firefox_addons"), "lower(p.identifier)") { PackageType = "firefox-extension", NameOf = NameOfPackage },
        new("vscode_extensions", "Visual Studio Code extensions", OfUsersOf("vscode_extensions"), "lower(p.name)") { PackageType = "vscode-extension", NameOf = NameOfExtension },
        new("processes", "Programs that run", "processes p", FileOfPath) { Kind = IdentifierKind.FileName, Takes = IsLookedFor, Version = null },
        new("file", "Programs in the usual folders", "file p", "lower(p.filename)")
        {
            Kind = IdentifierKind.FileName,
            Takes = IsLookedFor,
            Shown = "p.filename",
            Version = null,
            Where = AppendFolders,
            Finding = Finding.Narrower("A program is found by its name while it runs, and in the usual folders."),
        },
    ];

    private static string OfUsersOf(string table) => OfUsers.Replace("{0}", table, StringComparison.Ordinal);

    private static string NameOfPackage(Identifier identifier) => new PurlText(identifier.Value).Name;

    private static string NameOfScoped(Identifier identifier) => new PurlText(identifier.Value).NameWithNamespace("/");

    private static string NameOfExtension(Identifier identifier) => new PurlText(identifier.Value).NameWithNamespace(".");

    // The key under which the register finds it, in the normal form of PEP 503.
    private static string NameOfPython(Identifier identifier) => new PurlText(identifier.MatchKey).Name;

    // Where only some versions are held and their files are known one by one, those names alone that are held in all.
    private static bool IsLookedFor(ExportRule rule, ToolIdentifier file) => rule.HoldsEveryVersion || !rule.HashesSayIt || rule.HoldsAllOf(file);

    private static void AppendFolders(StringBuilder sql, ReadOnlySpan<string> names)
    {
        var before = "(p.path LIKE ";
        foreach (var name in names)
        {
            var text = new SqlText(name);
            foreach (var folder in Programs)
            {
                text.AppendTo(sql.Append(before), inside: folder);
                before = " OR p.path LIKE ";
            }
        }

        sql.Append(')');
    }
}
