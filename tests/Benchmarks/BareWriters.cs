using System.Text;
using CsvHelper;
using ToolRegistry.Exports;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ToolRegistry.Benchmarks;

/// <summary>
/// What writes the bytes of an export again by the writer of its format alone: all that is written is in memory as the texts of
/// tokens, so that nothing is chosen, judged or put together.
/// </summary>
internal static class BareWriters
{
    /// <summary>The writer of a file, and what copies its lines, if it is of text.</summary>
    public static (Action<Stream> Write, Action<Stream>? Copy) Of(IExportTarget target, byte[] file)
    {
        var text = target.Info.Name switch
        {
            "cedar" => BareText.Read(file, Utf8, "\"\\"),
            "apt-preferences" or "clamav" or "fapolicyd" or "pip-constraints" or "rpz" => BareText.Read(file, Utf8, ""),
            _ => null,
        };
        if (text is not null)
            return (text.WriteFields, text.CopyLines);
        return (target.Info.Name switch
        {
            "windows-registry" => BareRegistry.Read(file).Write,
            "intune-windows" => BareJson.Read(file, "value", xml => BareXml.Read(xml).Write).Write,
            "intune-macos" => BareJson.Read(file, "payload", xml => BareXml.Read(xml).Write).Write,
            "defender-api" => JsonLines(file),
            "defender-csv" or "register-csv" => Csv(file, CsvFile.Options),
            "fleet-policy" => Yaml(file),
            _ => Path.GetExtension(target.Info.FileName) switch
            {
                ".json" or ".conf" => BareJson.Read(file).Write,
                ".xml" or ".mobileconfig" => BareXml.Read(file).Write,
                ".zip" => BareArchive.Zip(file),
                ".tar" => BareArchive.Tar(new MemoryStream(file), static () => new MemoryStream()),
                ".gz" => BareArchive.TarGzip(file),
                var other => throw new InvalidOperationException($"No bare writer is known for {other}, as {target.Info.Name} has it: add one."),
            },
        }, null);
    }

    private static UTF8Encoding Utf8 { get; } = new(encoderShouldEmitUTF8Identifier: false);

    private static Action<Stream> JsonLines(byte[] file)
    {
        BareJson[] lines = [.. Utf8.GetString(file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => BareJson.Read(Utf8.GetBytes(line)))];
        return output =>
        {
            foreach (var line in lines)
            {
                line.Write(output);
                output.WriteByte((byte)'\n');
            }
        };
    }

    private static Action<Stream> Csv(byte[] file, CsvWriterOptions options)
    {
        var records = new List<string[]>();
        var text = Utf8.GetString(file);
        foreach (var line in text.Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries))
            records.Add([.. Cells(line)]);
        return output =>
        {
            using var csv = CsvWriter.Create(output, options, leaveOpen: true);
            foreach (var record in records)
                csv.WriteRecord(record);
        };
    }

    private static IEnumerable<string> Cells(string line)
    {
        var cell = new StringBuilder();
        var isQuoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (c == ',' && !isQuoted)
            {
                yield return cell.ToString();
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        yield return cell.ToString();
    }

    private static Action<Stream> Yaml(byte[] file)
    {
        var events = new List<ParsingEvent>();
        var parser = new Parser(new StreamReader(new MemoryStream(file)));
        while (parser.MoveNext())
            events.Add(parser.Current!);
        return output =>
        {
            using var writer = new StreamWriter(output, Utf8, leaveOpen: true);
            var yaml = new Emitter(writer, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1_024));
            foreach (var parsed in events)
                yaml.Emit(parsed);
        };
    }
}
