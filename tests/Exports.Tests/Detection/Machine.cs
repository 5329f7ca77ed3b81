using Microsoft.Data.Sqlite;
using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Exports.Tests.Detection;

/// <summary>A machine as osquery shows it, in SQLite, whose SQL is osquery's too: the tables and columns that queries may use.</summary>
internal sealed class Machine : IDisposable
{
    private static readonly string[] Tables =
    [
        "time(unix_time INTEGER)",
        "users(uid)",
        "deb_packages(name, version, status)",
        "rpm_packages(name, version, release, epoch INTEGER)",
        "homebrew_packages(name, version, path)",
        "npm_packages(name, version, path)",
        "python_packages(uid, name, version, path)",
        "chrome_extensions(uid, name, identifier, referenced_identifier, version, path)",
        "firefox_addons(uid, name, identifier, version, path)",
        "vscode_extensions(uid, name, version, path)",
        "apps(name, path, bundle_identifier, bundle_short_version)",
        "processes(name, path)",
        "file(path, filename)",
        "hash(path, sha256)",
    ];

    private readonly SqliteConnection osquery = new("Data Source=:memory:");

    public Machine()
    {
        osquery.Open();
        foreach (var table in Tables)
            Run($"CREATE TABLE {table}");
    }

    /// <summary>A machine on which nothing is installed, at an instant.</summary>
    public Machine At(DateTimeOffset now)
    {
        foreach (var table in Tables)
            Run($"DELETE FROM {table[..table.IndexOf('(', StringComparison.Ordinal)]}");
        Add("time", now.ToUnixTimeSeconds());
        Add("users", 0);
        return this;
    }

    /// <summary>The same with something on it, in a spelling that is not the register's.</summary>
    public Machine With(Subject subject, string? version, string? sha256)
    {
        var text = subject.Text[(subject.Text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        switch (subject.Kind)
        {
            case IdentifierKind.Purl:
                Install(PackageUrl.Parse(subject.Text), version ?? "");
                break;
            case IdentifierKind.MacosBundleId:
                Add("apps", "App.app", "/Applications/App.app", text, version ?? "");
                break;
            case IdentifierKind.FileName:
                Start($"/srv/{text.ToUpperInvariant()}", sha256 ?? "");
                Add("file", $"/usr/bin/{text}", text);
                break;
            case IdentifierKind.Sha256:
                Start("/srv/x", text);
                break;
            default:
                throw new ArgumentException(subject.Text, nameof(subject));
        }

        return this;
    }

    /// <summary>Adds a row.</summary>
    public void Add(string table, params object[] values)
    {
        using var command = osquery.CreateCommand();
        command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", values.Select((_, i) => $"$v{i}"))})";
        foreach (var (i, value) in values.Index())
            command.Parameters.AddWithValue($"$v{i}", value);
        command.ExecuteNonQuery();
    }

    /// <summary>The first column of the rows that a query finds.</summary>
    public IReadOnlyList<string> Ask(string query)
    {
        using var command = osquery.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    public void Dispose() => osquery.Dispose();

    private void Install(PackageUrl purl, string version)
    {
        var name = purl.Namespace is null ? purl.Name : $"{purl.Namespace}/{purl.Name}";
        switch (purl.Type)
        {
            case "deb": Add("deb_packages", purl.Name, version, "install ok installed"); break;
            case "rpm": Add("rpm_packages", purl.Name, version, "1", 0); break;
            case "brew": Add("homebrew_packages", purl.Name, version, ""); break;
            case "npm": Add("npm_packages", name.ToUpperInvariant(), version, ""); break;
            case "pypi": Add("python_packages", 0, purl.Name.ToUpperInvariant().Replace('-', '_'), version, ""); break;
            case "chrome-extension": Add("chrome_extensions", 0, "", "", purl.Name, version, ""); break;
            case "firefox-extension": Add("firefox_addons", 0, "", purl.Name, version, ""); break;
            case "vscode-extension": Add("vscode_extensions", 0, $"{purl.Namespace}.{purl.Name}".ToUpperInvariant(), version, ""); break;
            default: throw new ArgumentException(purl.Type, nameof(purl));
        }
    }

    private void Start(string path, string sha256)
    {
        Add("processes", "x", path);
        Add("hash", path, sha256);
    }

    private void Run(string statement)
    {
        using var command = osquery.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
