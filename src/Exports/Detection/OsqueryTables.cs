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
        NamesOf = _ => [],
        Version = null,
    };

    /// <summary>Those that find software by a name.</summary>
    public static IReadOnlyList<OsqueryTable> All { get; } =
    [
        new("deb_packages", "Debian packages", "deb_packages p", "lower(p.name)")
        {
            NamesOf = OsqueryTable.Packages("deb", p => p.Name),
            Platform = "linux",
            Scheme = VersionScheme.ForPurlType("deb"),
            Path = "''",
            // What is left of a package that was removed.
            Where = _ => "p.status NOT LIKE '%config-files'",
        },
        new("rpm_packages", "RPM packages", "rpm_packages p", "p.name")
        {
            NamesOf = OsqueryTable.Packages("rpm", p => p.Name),
            Platform = "linux",
            TellsCase = true,
            Path = "''",
            Scheme = VersionScheme.ForPurlType("rpm"),
            Version = "CASE WHEN CAST(p.epoch AS INTEGER) > 0 THEN p.epoch || ':' ELSE '' END || p.version || '-' || p.release",
        },
        new("homebrew_packages", "Homebrew packages", "homebrew_packages p", "lower(p.name)") { NamesOf = OsqueryTable.Packages("brew", p => p.Name), Platform = "darwin" },
        new("apps", "macOS apps", "apps p", "lower(p.bundle_identifier)")
        {
            NamesOf = OsqueryTable.Kind(IdentifierKind.MacosBundleId),
            Platform = "darwin",
            Version = "p.bundle_short_version",
        },
        new("npm_packages", "npm packages", "npm_packages p", "lower(p.name)")
        {
            NamesOf = OsqueryTable.Packages("npm", p => p.Namespace is null ? p.Name : $"{p.Namespace}/{p.Name}"),
            Finding = Finding.Narrower("osquery knows the packages of npm that are installed for a machine or a user, not those of projects."),
        },
        new("python_packages", "Python packages", OfUsersOf("python_packages"), "replace(replace(replace(lower(p.name), '_', '-'), '.', '-'), '--', '-')")
        {
            NamesOf = rule => rule.Purls("pypi").Select(p => (NameOfPython(p.Identifier), p.Identifier)),
            Finding = Finding.Narrower("osquery knows the packages of Python that are installed for a machine or a user, not those of virtual environments."),
        },
        new("chrome_extensions", "Extensions of Chromium's browsers", OfUsersOf("chrome_extensions"), "lower(p.identifier)", "lower(p.referenced_identifier)")
        {
            NamesOf = OsqueryTable.Packages("chrome-extension", p => p.Name),
        },
        new("firefox_addons", "Firefox extensions", OfUsersOf("firefox_addons"), "lower(p.identifier)") { NamesOf = OsqueryTable.Packages("firefox-extension", p => p.Name) },
        new("vscode_extensions", "Visual Studio Code extensions", OfUsersOf("vscode_extensions"), "lower(p.name)") { NamesOf = OsqueryTable.Packages("vscode-extension", p => $"{p.Namespace}.{p.Name}") },
        new("processes", "Programs that run", "processes p", FileOfPath) { NamesOf = FilesOf, Version = null },
        new("file", "Programs in the usual folders", "file p", "lower(p.filename)")
        {
            NamesOf = FilesOf,
            Shown = "p.filename",
            Version = null,
            Where = names => $"({string.Join(" OR ", Programs.SelectMany(folder => names.Select(name => $"p.path LIKE {Sql.Text(folder + name)}")))})",
            Finding = Finding.Narrower("A program is found by its name while it runs, and in the usual folders."),
        },
    ];

    private static string OfUsersOf(string table) => OfUsers.Replace("{0}", table, StringComparison.Ordinal);

    // The key under which the register finds it, in the normal form of PEP 503.
    private static string NameOfPython(ToolIdentifier identifier) => Uri.UnescapeDataString(identifier.Identifier.MatchKey[(identifier.Identifier.MatchKey.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    /// <summary>Names of files; where only some versions are held and their files are known one by one, those alone that are held in all.</summary>
    private static IEnumerable<(string Name, ToolIdentifier Identifier)> FilesOf(ExportRule rule) =>
        OsqueryTable.Kind(IdentifierKind.FileName)(rule).Where(f => rule.HoldsEveryVersion || !rule.HashesSayIt || rule.HoldsAllOf(f.Identifier));
}
