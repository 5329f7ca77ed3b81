namespace ToolRegistry.Cli.Lockfiles;

/// <summary>
/// Yarn 1's <c>yarn.lock</c>, a format of its own that looks like YAML: entries at the left edge, their members below with two spaces.
/// What later Yarns write is YAML, and goes to <see cref="BerryLockReader"/>.
/// </summary>
/// <remarks>Source: classic.yarnpkg.com, yarn.lock, and what Yarn 1.22 writes.</remarks>
internal static class YarnLockReader
{
    public static void Read(string text, FoundPackages found)
    {
        if (text.StartsWith("__metadata:", StringComparison.Ordinal) || text.Contains("\n__metadata:", StringComparison.Ordinal))
            BerryLockReader.Read(text, found);
        else
            ReadEntries(text, found);
    }

    private static void ReadEntries(string text, FoundPackages found)
    {
        Entry? entry = null;
        var line = 0;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            line++;
            var content = row.TrimStart(' ');
            if (content.IsWhiteSpace() || content[0] == '#')
                continue;
            var indent = row.Length - content.Length;
            if (indent == 0)
            {
                entry?.Add(found);
                entry = new Entry(Pattern(content, line, found), line);
            }
            else if (entry is null || indent % 2 != 0)
            {
                throw Fault(line, found);
            }
            else if (indent == 2)
            {
                entry.Set(content, found, line);
            }
        }

        entry?.Add(found);
    }

    // Several patterns that led to one package stand before the colon; each names it.
    private static string Pattern(ReadOnlySpan<char> content, int line, FoundPackages found)
    {
        content = content.TrimEnd();
        if (content is not [_, .., ':'])
            throw Fault(line, found);
        content = content[..^1];
        var end = content[0] == '"' ? content[1..].IndexOf('"') : content.IndexOf(',');
        if (content[0] == '"' && end <= 0)
            throw Fault(line, found);
        var pattern = content[0] == '"' ? content.Slice(1, end) : end < 0 ? content : content[..end];
        return pattern.LastIndexOf('@') > 0 ? pattern.ToString() : throw Fault(line, found);
    }

    private static LockfileException Fault(int line, FoundPackages found) => found.Fault(line, "This is no line of a yarn.lock. Have yarn install write it again.");

    private sealed class Entry(string pattern, int line)
    {
        private string? version;
        private string? resolved;

        public void Set(ReadOnlySpan<char> content, FoundPackages found, int at)
        {
            var space = content.IndexOf(' ');
            if (space < 0)
            {
                if (content.TrimEnd() is not [.., ':'])
                    throw Fault(at, found);
                return;
            }

            var value = content[(space + 1)..].Trim().Trim('"').ToString();
            switch (content[..space])
            {
                case "version":
                    version = value;
                    break;
                case "resolved":
                    resolved = value;
                    break;
            }
        }

        public void Add(FoundPackages found)
        {
            var (name, reference) = NpmPackages.Split(pattern);
            if (reference?.StartsWith("npm:", StringComparison.Ordinal) == true)
                name = NpmPackages.Split(reference["npm:".Length..]).Name;
            if (version is null)
                throw found.Fault(line, $"{name} has no version. Have yarn install write the file again.");
            // Only what lies on this machine is resolved to nothing; where the registry is meant, the range says a version.
            NpmPackages.Add(found, name, version, resolved ?? (IsPath(reference) ? $"file:{reference}" : null), line);
        }

        private static bool IsPath(string? reference) =>
            reference is not null && (reference.StartsWith("file:", StringComparison.Ordinal) || reference.StartsWith("link:", StringComparison.Ordinal) || reference.StartsWith('.') || reference.StartsWith('/'));
    }
}
