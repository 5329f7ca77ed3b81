using System.Text.RegularExpressions;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>
/// pip's <c>requirements.txt</c>. A requirement that is not pinned has no version; other files that are taken in, and directories, are
/// told in a note.
/// </summary>
/// <remarks>Source: pip.pypa.io, "Requirements File Format", and the dependency specifiers of packaging.python.org (PEP 508).</remarks>
internal sealed partial class RequirementsReader(FoundPackages found)
{
    private readonly List<(PackageName Name, string? Version, KeyValuePair<string, string>? Origin, int Line)> packages = [];
    private KeyValuePair<string, string>? registry;

    public static void Read(string text, FoundPackages found)
    {
        var reader = new RequirementsReader(found);
        foreach (var (row, line) in Rows(text))
            reader.ReadRow(row, line);
        // The index may be named after what is taken from it.
        foreach (var (name, version, origin, line) in reader.packages)
            found.Add(name, version, origin ?? reader.registry, line);
    }

    // A backslash at the end joins the next line; a comment starts at the edge or after white space.
    private static IEnumerable<(string Row, int Line)> Rows(string text)
    {
        var (joined, start, line) = (new System.Text.StringBuilder(), 0, 0);
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            line++;
            start = joined.Length == 0 ? line : start;
            var isComment = raw.AsSpan().TrimStart().StartsWith('#');
            if (!isComment && raw.EndsWith('\\'))
            {
                joined.Append(raw, 0, raw.Length - 1).Append(' ');
                continue;
            }

            joined.Append(raw);
            var row = Comment().Replace(joined.ToString(), "").Trim();
            joined.Clear();
            if (row.Length > 0)
                yield return (row, start);
        }

        if (joined.Length > 0 && Comment().Replace(joined.ToString(), "").Trim() is { Length: > 0 } last)
            yield return (last, start);
    }

    private void ReadRow(string row, int line)
    {
        if (!row.StartsWith('-'))
        {
            ReadRequirement(row, line);
            return;
        }

        if (Option().Match(row) is not { Success: true } option)
            throw found.Fault(line, "This is no option of a requirements file. Write it as pip does, such as --index-url.");
        var value = option.Groups["value"].Value.Trim('"', '\'');
        switch (option.Groups["name"].Value)
        {
            case "-r" or "--requirement" or "-c" or "--constraint":
                found.Note(line, $"{value} is taken in here. Check that file too.");
                break;
            case "-i" or "--index-url" or "--pypi-url":
                registry = PythonName.RegistryOf(value);
                break;
            case "--extra-index-url" or "--find-links" or "-f":
                found.Note(line, "Packages may be from another place than the index, and the file does not say which.");
                break;
            case "-e" or "--editable":
                ReadRequirement(value, line);
                break;
        }
    }

    private void ReadRequirement(string row, int line)
    {
        // Options and a marker may follow, each after white space.
        var text = Tail().Replace(row, "").Trim();
        if (Named().Match(text) is { Success: true } named)
        {
            var name = PythonName.Of(named.Groups["name"].Value);
            if (named.Groups["url"] is { Success: true } url)
                packages.Add((name, WheelVersion(url.Value), OriginOf(url.Value), line));
            else
                packages.Add((name, Pinned(named.Groups["versions"].Value), null, line));
        }
        else if (text.Contains("://", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.Ordinal) || IsArchive(text))
        {
            ReadAddress(text, line);
        }
        else if (text.StartsWith('.') || text.Contains('/', StringComparison.Ordinal) || text.Contains('\\', StringComparison.Ordinal))
        {
            found.Note(line, $"{text} is a directory, not a package.");
        }
        else
        {
            throw found.Fault(line, "This is no requirement. Write it as pip does, such as name==1.0.");
        }
    }

    // What has no name tells it behind #egg=, or in the name of its archive.
    private void ReadAddress(string address, int line)
    {
        var origin = OriginOf(address.Contains(':', StringComparison.Ordinal) ? address : $"file:{address}");
        if (Egg().Match(address) is { Success: true } egg)
            packages.Add((PythonName.Of(egg.Groups["name"].Value), WheelVersion(address), origin, line));
        else if (Archive().Match(Origin.WithoutFragment(address)) is { Success: true } archive)
            packages.Add((PythonName.Of(archive.Groups["name"].Value), Uri.UnescapeDataString(archive.Groups["version"].Value), origin, line));
        else
            found.Note(line, "The address does not say which package it holds. Write name @ address.");
    }

    private static KeyValuePair<string, string> OriginOf(string address)
    {
        if (Vcs().Match(Origin.WithoutFragment(address)) is not { Success: true } vcs)
            return Origin.Download(address);
        var revision = vcs.Groups["revision"] is { Success: true } group ? group.Value : null;
        return vcs.Groups["system"].Value == "git"
            ? Origin.Git(vcs.Groups["address"].Value, revision)
            : new("vcs_url", Origin.Download(Origin.WithoutFragment(address)).Value);
    }

    private static string? WheelVersion(string address) =>
        Archive().Match(Origin.WithoutFragment(address)) is { Success: true } archive ? Uri.UnescapeDataString(archive.Groups["version"].Value) : null;

    private static string? Pinned(string versions) =>
        versions.Trim('(', ')', ' ').Split(',').Select(clause => Pin().Match(clause.Trim())).FirstOrDefault(pin => pin.Success)?.Groups["version"].Value;

    private static bool IsArchive(string text) => Archive().IsMatch(Origin.WithoutFragment(text));

    [GeneratedRegex(@"(^|\s)#.*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(?<name>-[a-zA-Z]|--[a-z][a-z-]*)([ =]*(?<value>.*))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Option();

    [GeneratedRegex(@"(\s--[a-z-]+[ =].*|\s*;(\s.*|[^/]*))$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tail();

    [GeneratedRegex(@"^(?<name>[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*(@\s*(?<url>\S+)|(?<versions>\(?\s*([<>=!~].*)?))$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    [GeneratedRegex(@"^===?\s*(?<version>[^\s*,)]+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Pin();

    [GeneratedRegex(@"[#&]egg=(?<name>[A-Za-z0-9._-]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Egg();

    [GeneratedRegex(@"^(?<system>git|hg|svn|bzr)\+(?<address>[^:]+:(//)?[^/]*[^@]*)(@(?<revision>[^@]+))?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Vcs();

    // A wheel is name-version-tags.whl, a source archive name-version.tar.gz.
    [GeneratedRegex(@"(^|/)((?<name>[^/-]+)-(?<version>[^/-]+)(-[^/]+)?\.whl|(?<name>[^/]+)-(?<version>[^/-]+)\.(tar\.gz|zip|tar\.bz2|tgz))$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Archive();
}
