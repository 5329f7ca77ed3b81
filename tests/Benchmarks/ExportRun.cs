using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
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
/// Exports a register of many banned tools to each target, beside its format's bare writer that writes the same content, which is
/// in memory as texts; and says how much memory is alive meanwhile, of few decisions and of many. Both take turns, and what is
/// compared is the processor time of the whole process.
/// </summary>
internal static class ExportRun
{
    private const int Many = 100_000;
    private const int Few = 10_000;
    private const int Times = Many / Few;
    private const int Rounds = 3;
    private static readonly DateTimeOffset At = new(2026, 7, 11, 0, 0, 0, TimeSpan.Zero);

    /// <param name="targets">The names of targets; none: all.</param>
    public static int Run(IReadOnlyList<string> targets)
    {
        var (few, many) = (ExportOf(Few, withDomains: true), ExportOf(Many, withDomains: true));
        // Browsers read a thousand domains at most.
        var (fewOfBrowsers, manyOfBrowsers) = (ExportOf(Few, withDomains: false), ExportOf(Many, withDomains: false));
        Console.WriteLine("target | MB | export | bare writer | ratio | alive, 10,000 decisions | alive, 100,000");
        foreach (var target in ExportTargets.All.Where(t => targets.Count == 0 || targets.Contains(t.Info.Name)))
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
        var ((aliveFew, _), (aliveMany, length)) = (AliveWhile(target, few), AliveWhile(target, many));
        using var file = new MemoryStream();
        target.Write(few, file);
        // The content of few decisions as often as makes many: it need not all be in memory, where it would only wait for the collector.
        var bare = BareWriterOf(target.Info.FileName, file.ToArray());
        var share = (double)length / file.Length / Times;
        // The first round warms up.
        var rounds = Enumerable.Range(0, Rounds + 1).Select(_ => (Export: Measure(() => target.Write(many, Stream.Null)), Bare: bare is null ? (double?)null : Measure(() => Repeat(bare)) * share)).Skip(1).ToArray();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target.Info.Name} | {length / 1e6:N1} | {Median(rounds.Select(r => (double?)r.Export)):N0} ms | {Median(rounds.Select(r => r.Bare)):N0} ms | {Median(rounds.Select(r => r.Export / r.Bare)):N2} | {aliveFew / 1e6:N1} MB | {aliveMany / 1e6:N1} MB"));
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
            $"purl:pkg:npm/tool-{i}", $"purl:pkg:pypi/tool-{i}", $"purl:pkg:deb/debian/tool-{i}", $"purl:pkg:docker/acme/tool-{i}", $"purl:pkg:vscode-extension/acme/tool-{i}", $"purl:pkg:chrome-extension/{Letters(i)}", $"purl:pkg:firefox-extension/tool-{i}%40acme.example",
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

    /// <summary>Writes the same content by the writer of the platform alone, the content being in memory as texts; null for archives.</summary>
    private static Action? BareWriterOf(string fileName, byte[] bytes)
    {
        if (fileName.EndsWith(".json", StringComparison.Ordinal))
        {
            var tokens = BareJson.Read(bytes);
            var options = new JsonWriterOptions { Indented = bytes.AsSpan().Contains((byte)'\n'), NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
            return () => BareJson.Write(tokens, Stream.Null, options);
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

    private static double? Median(IEnumerable<double?> rounds) => rounds.Order().ElementAt(Rounds / 2);

    private static void Repeat(Action work)
    {
        for (var i = 0; i < Times; i++)
            work();
    }

    private static double Measure(Action work)
    {
        GC.Collect();
        var began = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - began).TotalMilliseconds;
    }

    /// <summary>The most bytes that are alive beyond the register while an export is written, and how many are written.</summary>
    private static (long Alive, long Length) AliveWhile(IExportTarget target, Export export)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var watch = new WatchStream();
        target.Write(export, watch);
        return (Math.Max(0, watch.Most - before), watch.Written);
    }

    private sealed class WatchStream : MemoryStream
    {
        private const int Every = 16 * 1024 * 1024;
        private long unseen;

        public long Most { get; private set; }

        public long Written { get; private set; }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Written += buffer.Length;
            unseen += buffer.Length;
            if (unseen < Every && Most > 0)
                return;
            unseen = 0;
            Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
