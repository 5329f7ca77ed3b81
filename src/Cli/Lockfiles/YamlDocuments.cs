using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>Reads the documents of a YAML stream. Anchors are refused: no package manager writes them, and they make small files large.</summary>
internal sealed class YamlDocuments
{
    private readonly Parser parser;
    private readonly FoundPackages found;
    private int nodes;

    private YamlDocuments(string text, FoundPackages found)
    {
        parser = new Parser(new StringReader(text));
        this.found = found;
    }

    /// <exception cref="LockfileException">The text is no YAML, or one of its documents is no mapping.</exception>
    public static List<LockNode> Read(string text, FoundPackages found)
    {
        try
        {
            return new YamlDocuments(text, found).Read();
        }
        catch (YamlException fault)
        {
            throw found.Fault((int)fault.Start.Line, "The file is not well-formed YAML here. Have the package manager write it again.");
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // The scanner throws these where a key that it takes for possible turns out to be none.
            throw found.Fault(line: null, "The file is not well-formed YAML. Have the package manager write it again.");
        }
    }

    private List<LockNode> Read()
    {
        var documents = new List<LockNode>();
        parser.Consume<StreamStart>();
        while (!parser.TryConsume<StreamEnd>(out _))
        {
            parser.Consume<DocumentStart>();
            var document = ReadNode(depth: 0);
            documents.Add(document.IsObject ? document : throw found.Fault(document.Line, "The document is no mapping."));
            parser.Consume<DocumentEnd>();
        }

        return documents;
    }

    private LockNode ReadNode(int depth)
    {
        var current = parser.Consume<ParsingEvent>();
        var line = (int)current.Start.Line;
        if (depth > LockNode.MaxDepth)
            throw found.Fault(line, LockNode.TooDeep);
        if (++nodes > LockNode.MaxNodes)
            throw found.Fault(line, LockNode.TooMany);
        if (current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            throw found.Fault(line, "The file uses an anchor. Have the package manager write it again.");
        return current switch
        {
            Scalar scalar => new LockNode(line) { Text = scalar.Value },
            SequenceStart => ReadSequence(new LockNode(line), depth),
            MappingStart => ReadMapping(new LockNode(line) { IsObject = true }, depth),
            _ => throw found.Fault(line, "The file is not well-formed YAML here."),
        };
    }

    private LockNode ReadSequence(LockNode list, int depth)
    {
        while (!parser.TryConsume<SequenceEnd>(out _))
            list.Add("", ReadNode(depth + 1));
        return list;
    }

    private LockNode ReadMapping(LockNode mapping, int depth)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            if (key.Text is null || !keys.Add(key.Text))
                throw found.Fault(key.Line, "A key is no text, or stands twice. Have the package manager write the file again.");
            var value = ReadNode(depth + 1);
            mapping.Add(key.Text, value.IsObject ? At(key.Line, value) : value);
        }

        return mapping;
    }

    // A person looks for the key, not for the first line below it.
    private static LockNode At(int line, LockNode value)
    {
        var moved = new LockNode(line) { IsObject = true };
        foreach (var (key, member) in value.Members)
            moved.Add(key, member);
        return moved;
    }
}
