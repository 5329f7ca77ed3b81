namespace ToolRegistry.Cli.Lockfiles;

/// <summary>A value in a JSON, YAML or TOML document: a text, a list or an object, and the line it starts on.</summary>
internal sealed class LockNode(int line)
{
    /// <summary>How deep values may stand in one another. npm's first format nests two levels for each dependency of a dependency.</summary>
    public const int MaxDepth = 128;

    /// <summary>How many values are held at most.</summary>
    public const int MaxNodes = 2_000_000;

    public const string TooDeep = "Values stand more than 128 deep in one another. No package manager writes this.";

    public const string TooMany = "The file holds more than 2,000,000 values. Check it in parts.";

    private readonly List<KeyValuePair<string, LockNode>> members = [];

    /// <summary>Counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>A number, a Boolean or a text as it is written; null of a list, an object and null.</summary>
    public string? Text { get; init; }

    public bool IsObject { get; init; }

    /// <summary>The members of an object in their order, and the items of a list with empty keys.</summary>
    public IReadOnlyList<KeyValuePair<string, LockNode>> Members => members;

    /// <summary>The member of an object, the last of that name as JavaScript takes it, or null.</summary>
    public LockNode? this[string key]
    {
        get
        {
            for (var i = members.Count - 1; i >= 0; i--)
            {
                if (IsObject && members[i].Key == key)
                    return members[i].Value;
            }

            return null;
        }
    }

    public void Add(string key, LockNode value) => members.Add(new(key, value));

    /// <summary>The members of an object of objects.</summary>
    /// <exception cref="LockfileException">This, or a member, is no object.</exception>
    public IEnumerable<KeyValuePair<string, LockNode>> Entries(FoundPackages found)
    {
        if (!IsObject)
            throw found.Fault(Line, "An object is expected here. Have the package manager write the file again.");
        foreach (var (key, entry) in members)
            yield return entry.IsObject ? new(key, entry) : throw found.Fault(entry.Line, $"{key} is no object. Have the package manager write the file again.");
    }

    /// <summary>The text of a member, or null when there is none.</summary>
    public string? TextOf(string key) => this[key]?.Text;
}
