using System.Text;
using System.Text.Json;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>Reads JSON into nodes that know their lines, which <see cref="JsonDocument"/> does not.</summary>
internal static class JsonDocuments
{
    /// <exception cref="LockfileException">The text is no JSON object.</exception>
    public static LockNode Read(string text, FoundPackages found)
    {
        try
        {
            return Read(Encoding.UTF8.GetBytes(text), found);
        }
        catch (JsonException fault)
        {
            throw found.Fault((int?)fault.LineNumber + 1, "The file is not well-formed JSON here. Have the package manager write it again.");
        }
        catch (InvalidOperationException)
        {
            throw found.Fault(line: null, "A text in the file holds half a character. Have the package manager write it again.");
        }
    }

    private static LockNode Read(ReadOnlySpan<byte> bytes, FoundPackages found)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = LockNode.MaxDepth });
        var open = new Stack<LockNode>();
        LockNode? root = null;
        var (key, line, counted, nodes) = ("", 1, 0, 0);
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            line += bytes[counted..start].Count((byte)'\n');
            counted = start;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                key = reader.GetString()!;
                continue;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                key = "";
                continue;
            }

            if (++nodes > LockNode.MaxNodes)
                throw found.Fault(line, LockNode.TooMany);
            var node = new LockNode(line) { Text = TextOf(ref reader), IsObject = reader.TokenType == JsonTokenType.StartObject };
            root ??= node;
            if (open.TryPeek(out var parent))
                parent.Add(parent.IsObject ? key : "", node);
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push(node);
        }

        return root is { IsObject: true } ? root : throw found.Fault(line: 1, "The file is no JSON object.");
    }

    private static string? TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };
}
