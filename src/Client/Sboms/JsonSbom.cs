using System.Text.Json;

namespace ToolRegistry.Client.Sboms;

/// <summary>Reads CycloneDX and SPDX as JSON, part by part as it comes in.</summary>
internal sealed class JsonSbom
{
    private const int PartBytes = 64 * 1024;

    private readonly JsonSbomContent content = new();

    /// <summary>The objects and lists that are open and read, up to <see cref="top"/>.</summary>
    private readonly JsonPlace[] open = new JsonPlace[SbomReader.MaxDepth];

    /// <summary>A bit for each member that each of them has had.</summary>
    private readonly int[] seen = new int[SbomReader.MaxDepth];
    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = SbomReader.MaxDepth });

    private int top = -1;

    /// <summary>The member of which the value comes next; null: it is passed over.</summary>
    private JsonMember? member;

    /// <summary>The depth of the object or list that is passed over, or null.</summary>
    private int? passedOver;

    /// <summary>The line at <see cref="counted"/>, an index in the part that is read.</summary>
    private int line = 1;

    private int counted;

    /// <exception cref="SbomException">The document is of a format that is not read, or broken, or beyond a bound.</exception>
    public static async Task<FoundComponents> ReadAsync(Stream document, CancellationToken ct)
    {
        var sbom = new JsonSbom();
        var (buffer, kept) = (new byte[PartBytes], 0);
        while (true)
        {
            // At least as much again as was kept, so that a long value is not looked through time and again.
            var wanted = Math.Max(kept, PartBytes);
            if (buffer.Length < kept + wanted)
                Array.Resize(ref buffer, kept + wanted);
            var read = await document.ReadAtLeastAsync(buffer.AsMemory(kept, wanted), wanted, throwOnEndOfStream: false, ct).ConfigureAwait(false);
            var consumed = sbom.Read(buffer.AsSpan(0, kept + read), isLast: read < wanted);
            if (read < wanted)
                return sbom.content.Whole();
            kept += read - consumed;
            if (kept > SbomReader.MaxValueBytes)
                throw SbomReader.ValueTooLong(sbom.line);
            buffer.AsSpan(consumed, kept).CopyTo(buffer);
        }
    }

    /// <summary>Reads the values that are whole in a part; how many bytes they are.</summary>
    private int Read(ReadOnlySpan<byte> part, bool isLast)
    {
        var reader = new Utf8JsonReader(part, isLast, state);
        counted = 0;
        try
        {
            while (ReadNext(ref reader, part))
            {
            }
        }
        catch (JsonException fault)
        {
            var at = (int?)fault.LineNumber + 1;
            // What it stumbled over does not count yet.
            throw reader.CurrentDepth >= SbomReader.MaxDepth - 1 ? SbomReader.TooDeep(at) : SbomReader.Fault(at, "The document is not well-formed JSON here.", fault);
        }
        catch (InvalidOperationException fault)
        {
            throw SbomReader.Fault(LineOf(ref reader, part), "A text holds what is no character.", fault);
        }

        var consumed = (int)reader.BytesConsumed;
        line += part[counted..consumed].Count((byte)'\n');
        state = reader.CurrentState;
        return consumed;
    }

    private bool ReadNext(ref Utf8JsonReader reader, ReadOnlySpan<byte> part)
    {
        if (passedOver is { } depth)
        {
            do
            {
                if (!reader.Read())
                    return false;
            }
            while (reader.CurrentDepth > depth);
            passedOver = null;
            return true;
        }

        if (!reader.Read())
            return false;
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                ReadName(ref reader, part);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Begin(ref reader, part);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                content.End(open[top--]);
                break;
            default:
                ReadValue(ref reader, part);
                break;
        }

        return true;
    }

    private void ReadName(ref Utf8JsonReader reader, ReadOnlySpan<byte> part)
    {
        var members = JsonMember.Of(open[top]);
        member = null;
        for (var i = 0; i < members.Length; i++)
        {
            if (!reader.ValueTextEquals(members[i].Utf8Name))
                continue;
            member = members[i];
            // Which of the two another reader takes is anyone's guess.
            if ((seen[top] & 1 << i) != 0)
                throw SbomReader.Fault(LineOf(ref reader, part), $"The member {member.Name} stands twice in one object.");
            seen[top] |= 1 << i;
            return;
        }
    }

    private void Begin(ref Utf8JsonReader reader, ReadOnlySpan<byte> part)
    {
        var isList = reader.TokenType == JsonTokenType.StartArray;
        // The document itself is an object: that it is told by.
        var element = top < 0 ? JsonPlace.Document : JsonMember.ElementOf(open[top]);
        var isElement = top < 0 || JsonMember.IsList(open[top]);
        if (!isElement && member is null)
        {
            passedOver = reader.CurrentDepth;
            return;
        }

        var place = isElement ? element : member!.Opens;
        if (place == JsonPlace.None || JsonMember.IsList(place) != isList)
            throw WrongType(ref reader, part);
        open[++top] = place;
        seen[top] = 0;
        content.Begin(place, LineOf(ref reader, part));
    }

    private void ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> part)
    {
        var isElement = JsonMember.IsList(open[top]);
        if (!isElement && (member is null || reader.TokenType == JsonTokenType.Null))
            return;
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > SbomReader.MaxTextBytes)
            throw WrongType(ref reader, part);
        if (open[top] == JsonPlace.Described)
            content.Describe(reader.GetString());
        else if (!isElement && member!.Take is { } take)
            take(content, ref reader);
        else
            throw WrongType(ref reader, part);
    }

    private SbomException WrongType(ref Utf8JsonReader reader, ReadOnlySpan<byte> part)
    {
        var place = open[top];
        return SbomReader.Fault(LineOf(ref reader, part), JsonMember.IsList(place) ? $"An element of {place} is of the wrong type." : $"The member {member!.Name} is of the wrong type, or longer than {SbomReader.MaxTextBytes} bytes.");
    }

    private int LineOf(ref Utf8JsonReader reader, ReadOnlySpan<byte> part)
    {
        var at = (int)reader.TokenStartIndex;
        line += part[counted..at].Count((byte)'\n');
        counted = at;
        return line;
    }
}
