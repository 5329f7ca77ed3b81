using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Exports;

namespace ToolRegistry.Benchmarks;

/// <summary>
/// Exports a register of many banned tools to each target, beside its format's bare writer that writes the same content; and
/// says how much memory is alive meanwhile, of few decisions and of many.
/// </summary>
internal static class ExportRun
{
    private const int Many = 100_000;
    private const int Few = 10_000;
    private const int Rounds = 5;
    private static readonly DateTimeOffset At = new(2026, 7, 11, 0, 0, 0, TimeSpan.Zero);

    public static int Run()
    {
        var (few, many) = (ExportOf(Few, withDomains: true), ExportOf(Many, withDomains: true));
        // Browsers read a thousand domains at most.
        var (fewOfBrowsers, manyOfBrowsers) = (ExportOf(Few, withDomains: false), ExportOf(Many, withDomains: false));
        Console.WriteLine("target | MB | export | bare writer | ratio | alive, 10,000 decisions | alive, 100,000");
        foreach (var target in ExportTargets.All)
        {
            if (target.Info.Identifiers.Any(i => i is "pkg:chrome-extension" or "pkg:firefox-extension"))
                Compare(target, fewOfBrowsers, manyOfBrowsers);
            else
                Compare(target, few, many);
        }

        return 0;
    }

    private static void Compare(IExportTarget target, Export few, Export many)
    {
        using var file = new MemoryStream();
        target.Write(many, file);
        var bytes = file.ToArray();
        var bare = BareWriterOf(target.Info.FileName, bytes);
        Measure(() => target.Write(many, Stream.Null));
        var export = Median(() => target.Write(many, Stream.Null));
        var written = bare is null ? (double?)null : Median(bare);
        var (aliveFew, aliveMany) = (AliveWhile(target, few), AliveWhile(target, many));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Info.Name} | {bytes.Length / 1e6:N1} | {export:N0} ms | {written:N0} ms | {export / written:N2} | {aliveFew / 1e6:N1} MB | {aliveMany / 1e6:N1} MB"));
    }

    private static Export ExportOf(int count, bool withDomains)
    {
        var facts = new PolicyFactSet([.. Enumerable.Range(0, count).Select(i => Tool(i, withDomains))], [.. Enumerable.Range(0, count).Select(Decision)], []);
        var terms = ChannelTerms.Create(new ChannelContent { Targets = ["any"], AcceptsNarrower = true });
        return new Export(new PolicySnapshot(17, PolicySettings.Default, facts), At, new ChannelFact("fleet", terms), At, new Uri("https://tools.example.com/"));
    }

    private static ToolFact Tool(int i, bool withDomains)
    {
        string[] identifiers =
        [
            $"purl:pkg:npm/tool-{i}", $"purl:pkg:pypi/tool-{i}", $"purl:pkg:deb/debian/tool-{i}", $"purl:pkg:docker/acme/tool-{i}", $"purl:pkg:vscode-extension/acme/tool-{i}", $"purl:pkg:chrome-extension/{Letters(i)}", $"purl:pkg:firefox-extension/tool-{i}",
            $"file-name:tool-{i}.exe", $"macos-signing-id:ACME123456:com.acme.tool-{i}", $"macos-bundle-id:com.acme.tool-{i}", $"sha256:{i:x64}", $"authenticode-sha256:{i:x64}", $"windows-publisher:O=ACME {i}|TOOL {i}",
            .. withDomains ? [$"domain:tool-{i}.example"] : Array.Empty<string>(),
        ];
        return new ToolFact($"tool-{i}", $"Tool {i}", "Acme", ToolIdentity.Create(VersionScheme.Get("semver"), oneVersionLine: true, [.. identifiers.Select(t => new ToolIdentifier(Identifier(t), OwnVersionLine: false))], [])) { Releases = ["1.0.0", "2.0.0"] };
    }

    private static DecisionFact Decision(int i) => new()
    {
        Number = i + 1,
        Tool = $"tool-{i}",
        Ranges = [VersionRange.Parse("vers:semver/*")],
        Scope = Scope.Everywhere,
        Schedule = Schedule.Create([new Phase(At.AddDays(-1), Disposition.Banned)]),
        Alternatives = [],
        Constraints = [],
        Identifiers = [Identifier($"domain:tool-{i}.example"), Identifier($"windows-publisher:O=ACME {i}|TOOL {i}")],
        PublicStatement = "Not for workplace use from 10 July. Ask the tools team about what may be used instead.",
        ReviewBy = null,
        Provisional = false,
        Support = Support.None,
        RatifyBy = null,
    };

    private static Identifier Identifier(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return IdentifierKinds.TryParse(text[..colon], out var kind) ? Domain.Identity.Identifier.Create(kind, text[(colon + 1)..]) : throw new ArgumentException(text, nameof(text));
    }

    private static string Letters(int i) => string.Concat(i.ToString("x8", CultureInfo.InvariantCulture).Select(c => (char)('a' + Convert.ToInt32(c.ToString(), 16)))).PadLeft(32, 'a');

    /// <summary>Writes the same content by the writer of the platform alone, the content being in memory; null for archives.</summary>
    private static Action? BareWriterOf(string fileName, byte[] bytes)
    {
        if (fileName.EndsWith(".json", StringComparison.Ordinal))
        {
            var document = JsonDocument.Parse(bytes);
            return () =>
            {
                using var writer = new Utf8JsonWriter(Stream.Null, new JsonWriterOptions { Indented = bytes.AsSpan().Contains((byte)'\n') });
                document.WriteTo(writer);
            };
        }

        if (fileName.EndsWith(".xml", StringComparison.Ordinal) || fileName.EndsWith(".mobileconfig", StringComparison.Ordinal))
        {
            var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            document.Load(XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore }));
            return () =>
            {
                using var writer = XmlWriter.Create(Stream.Null);
                document.Save(writer);
            };
        }

        if (fileName.EndsWith(".zip", StringComparison.Ordinal) || fileName.EndsWith(".gz", StringComparison.Ordinal) || fileName.EndsWith(".tar", StringComparison.Ordinal))
            return null;
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        return () =>
        {
            using var writer = new StreamWriter(Stream.Null, Encoding.UTF8);
            foreach (var line in lines)
                writer.WriteLine(line);
        };
    }

    private static double Median(Action work)
    {
        var times = Enumerable.Range(0, Rounds).Select(_ => Measure(work)).Order().ToArray();
        return times[Rounds / 2];
    }

    private static double Measure(Action work)
    {
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>The most bytes that are alive beyond the register while an export is written.</summary>
    private static long AliveWhile(IExportTarget target, Export export)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var watch = new WatchStream();
        target.Write(export, watch);
        return Math.Max(0, watch.Most - before);
    }

    private sealed class WatchStream : MemoryStream
    {
        private const int Every = 4 * 1024 * 1024;
        private long unseen;

        public long Most { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            unseen += buffer.Length;
            if (unseen < Every && Most > 0)
                return;
            unseen = 0;
            Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
