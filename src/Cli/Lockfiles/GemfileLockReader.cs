using System.Text.RegularExpressions;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>Bundler's <c>Gemfile.lock</c>. Gems from a PATH are left out.</summary>
/// <remarks>Source: what Bundler 2 writes, and its LockfileParser.</remarks>
internal sealed partial class GemfileLockReader(FoundPackages found)
{
    private const string Again = "Have bundle lock write the file again.";

    private static readonly string[] PublicRegistries = ["https://rubygems.org", "http://rubygems.org", "https://index.rubygems.org"];

    private readonly List<string> remotes = [];
    private string section = "";
    private string? revision;

    public static void Read(string text, FoundPackages found)
    {
        var reader = new GemfileLockReader(found);
        var (line, isWhole) = (0, false);
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            reader.ReadLine(row.TrimEnd().ToString(), ++line);
            isWhole |= reader.section == "DEPENDENCIES";
        }

        // Bundler writes it after all gems, so that a file that was cut off is known by it.
        if (!isWhole)
            throw found.Fault(line: null, $"The file has no section DEPENDENCIES. {Again}");
    }

    private void ReadLine(string row, int line)
    {
        if (row.Length == 0)
            return;
        if (row[0] != ' ')
            Open(row, line);
        else if (section is not ("GEM" or "GIT" or "PATH" or "PLUGIN SOURCE"))
            return;
        else if (row.StartsWith("  remote: ", StringComparison.Ordinal))
            remotes.Add(row["  remote: ".Length..]);
        else if (row.StartsWith("  revision: ", StringComparison.Ordinal))
            revision = row["  revision: ".Length..];
        else if (row.StartsWith("    ", StringComparison.Ordinal) && row[4] != ' ')
            Add(row, line);
    }

    private void Open(string row, int line)
    {
        if (!SectionName().IsMatch(row))
            throw found.Fault(line, $"This is no line of a Gemfile.lock. {Again}");
        section = row;
        remotes.Clear();
        revision = null;
    }

    private void Add(string row, int line)
    {
        if (Gem().Match(row) is not { Success: true } gem)
            throw found.Fault(line, $"A gem and its version in brackets are expected here. {Again}");
        if (section == "PATH")
            return;
        if (remotes.Count == 0)
            throw found.Fault(line, $"The gem is from nowhere, as no remote stands above it. {Again}");

        var name = new PackageName("gem", Namespace: null, gem.Groups["name"].Value);
        var qualifiers = new List<KeyValuePair<string, string>>();
        if (gem.Groups["platform"] is { Success: true } platform)
            qualifiers.Add(new("platform", platform.Value));
        if (OriginOf(gem.Groups["name"].Value, line) is { } origin)
            qualifiers.Add(origin);
        found.Add(name, gem.Groups["version"].Value, qualifiers, line);
    }

    private KeyValuePair<string, string>? OriginOf(string gem, int line)
    {
        if (section == "GIT")
            return Origin.Git(remotes[0], revision);
        var others = remotes.FindAll(remote => !PublicRegistries.Contains(remote.TrimEnd('/')));
        if (others.Count == 0)
            return null;
        if (remotes.Count == 1)
            return Origin.Registry(others[0]);
        found.Note(line, $"The file does not say from which of {remotes.Count} sources {gem} is. Give each gem one source in the Gemfile.");
        return others.Count == remotes.Count ? Origin.Registry(others[0]) : null;
    }

    [GeneratedRegex("^[A-Z][A-Z ]*$", RegexOptions.NonBacktracking)]
    private static partial Regex SectionName();

    // A version holds no hyphen: what follows one is the platform.
    [GeneratedRegex(@"^    (?<name>[^ ()]+) \((?<version>[^ ()-]+)(-(?<platform>[^ ()]+))?\)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Gem();
}
