using System.Diagnostics;
using System.Globalization;
using System.Text;
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
/// Exports a register of many banned tools to each target, beside its format's bare writer that writes the same bytes
/// (<see cref="BareWriters"/>); and says what is allocated, and how much memory is alive meanwhile, of few decisions and of many.
/// Both take turns, and what is compared is the processor time of the whole process.
/// </summary>
internal static class ExportRun
{
    private const int FewerBy = 10;
    private const int Rounds = 5;

    // Until then code is compiled again, and what that takes would count.
    private const int WarmUps = 2;
    private const int Looks = 8;
    private static readonly DateTimeOffset At = new(2026, 7, 11, 0, 0, 0, TimeSpan.Zero);

    /// <param name="args"><c>--decisions</c> and how many, else 100,000; and the names of targets, else all.</param>
    public static int Run(IReadOnlyList<string> args)
    {
        var (decisions, targets) = args is ["--decisions", var count, ..] ? (int.Parse(count, CultureInfo.InvariantCulture), args.Skip(2).ToArray()) : (100_000, [.. args]);
        var wanted = ExportTargets.All.Where(t => targets.Length == 0 || targets.Contains(t.Info.Name)).ToLookup(t => t.Info.Identifiers.Any(i => i is "pkg:chrome-extension" or "pkg:firefox-extension"));
        // Browsers read a thousand domains at most.
        Row[] rows = [.. Compare(wanted[false], decisions, withDomains: true), .. Compare(wanted[true], decisions, withDomains: false)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| | file | export | / bare writer | the least | / the least | / lines copied | allocated a decision | alive meanwhile, {decisions / FewerBy:N0} decisions | {decisions:N0} |"));
        Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var row in rows.OrderBy(r => r.Ratio))
            Console.WriteLine(row.Text);
        return 0;
    }

    private static IEnumerable<Row> Compare(IEnumerable<IExportTarget> targets, int decisions, bool withDomains)
    {
        if (!targets.Any())
            yield break;
        var (few, many) = (ExportOf(decisions / FewerBy, withDomains), ExportOf(decisions, withDomains));
        foreach (var target in targets)
        {
            var row = Compare(target, few, many);
            Console.Error.WriteLine(row.Text);
            yield return row;
        }
    }

    private static Row Compare(IExportTarget target, Export few, Export many)
    {
        RequireSameBytes(target, few);
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        target.Write(many, Stream.Null);
        var took = Stopwatch.GetElapsedTime(began);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        var (aliveFew, aliveMany) = (AliveWhile(target, few, took / Looks / FewerBy), AliveWhile(target, many, took / Looks));
        var file = BytesOf(output => target.Write(many, output));
        var length = file.Length;
        var read = Reader(target, many, tells: Tells(file, many));
        var (write, copy) = BareWriters.Of(target, file);
        // Now what it holds can be let go.
        file = [];
        var rounds = Enumerable.Range(0, WarmUps + Rounds).Select(_ => (Export: Measure(() => target.Write(many, Stream.Null)), Bare: Measure(() => write(Stream.Null)), Read: Measure(read), Copy: copy is null ? double.NaN : Measure(() => copy(Stream.Null)))).Skip(WarmUps).ToArray();
        var ratio = Median(rounds.Select(r => r.Export / r.Bare));
        var copied = copy is null ? "" : Ratio(Median(rounds.Select(r => r.Export / r.Copy)));
        return new Row(ratio, string.Create(CultureInfo.InvariantCulture, $"| {target.Info.Name} | {length / 1e6:N0} MB | {Median(rounds.Select(r => r.Export)) / 1e3:N2} s | {Ratio(ratio)} | {Ratio(Median(rounds.Select(r => (r.Read + r.Bare) / r.Bare)))} | {Ratio(Median(rounds.Select(r => r.Export / (r.Read + r.Bare))))} | {copied} | {(double)allocated / many.Rules.Count():N0} B | {aliveFew / 1e6:N1} MB | {aliveMany / 1e6:N1} MB |"));
    }

    /// <summary>
    /// What any export to a target has to look at, by the shortest way there: which decision, which tool, its name, and those of its
    /// identifiers that the target can use; from when on, where it knows dates; and what users are told, where the file tells it, as
    /// that is put together of these. The register is too large for any cache, so that each is waited for.
    /// </summary>
    private static Action Reader(IExportTarget target, Export export, bool tells)
    {
        string[] types = [.. target.Info.Identifiers.Where(i => i.StartsWith("pkg:", StringComparison.Ordinal)).Select(i => i["pkg:".Length..])];
        var kinds = new IdentifierKindSet([.. target.Info.Identifiers.Where(i => !i.StartsWith("pkg:", StringComparison.Ordinal)).Select(i => IdentifierKinds.TryParse(i, out var kind) ? kind : throw new InvalidOperationException($"No kind of identifiers is {i}."))]);
        return () =>
        {
            var sum = 0L;
            foreach (var rule in export.Rules)
            {
                var identity = rule.Tool.Identity;
                sum += rule.Decision.Number + rule.Tool.Name[0] + (tells ? rule.Message.Length : 0) + (target.Info.KnowsDates ? rule.Decision.Schedule.Phases[0].From.Ticks : 0);
                for (var i = identity.IndexOf(kinds, 0); i >= 0; i = identity.IndexOf(kinds, i + 1))
                    sum += identity.Identifiers[i].Identifier.Value[^1];
                foreach (var type in types)
                {
                    for (var i = identity.IndexOfPackage(type, 0); i >= 0; i = identity.IndexOfPackage(type, i + 1))
                        sum += identity.Identifiers[i].Identifier.Value[^1];
                }
            }

            GC.KeepAlive(sum);
        };
    }

    private static bool Tells(byte[] file, Export export)
    {
        var message = export.Rules.First().Message;
        return file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(message)) >= 0 || file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(message)) >= 0;
    }

    private static void RequireSameBytes(IExportTarget target, Export export)
    {
        var file = BytesOf(output => target.Write(export, output));
        var (write, copy) = BareWriters.Of(target, file);
        foreach (var bare in new[] { write, copy }.OfType<Action<Stream>>())
        {
            if (!BytesOf(bare).AsSpan().SequenceEqual(file))
                throw new InvalidOperationException($"The bare writer of {target.Info.Name} writes other bytes than it.");
        }
    }

    private static byte[] BytesOf(Action<Stream> write)
    {
        using var file = new MemoryStream();
        write(file);
        return file.ToArray();
    }

    private static string Ratio(double ratio) => ratio.ToString(ratio < 10 ? "N2" : "N0", CultureInfo.InvariantCulture);

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

    private static double Median(IEnumerable<double> rounds) => rounds.Order().ElementAt(Rounds / 2);

    private static double Measure(Action work)
    {
        GC.Collect();
        var began = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - began).TotalMilliseconds;
    }

    /// <summary>The most bytes that are alive beyond the register while an export is written: looked at again and again, whether anything is written meanwhile or not.</summary>
    private static long AliveWhile(IExportTarget target, Export export, TimeSpan pause)
    {
        var before = Alive();
        using var isWritten = new ManualResetEventSlim();
        var most = Task.Run(() =>
        {
            var most = before;
            while (!isWritten.Wait(pause))
                most = Math.Max(most, Alive());
            return most;
        });
        target.Write(export, Stream.Null);
        isWritten.Set();
        return most.Result - before;
    }

    private static long Alive()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: false);
    }

    private sealed record Row(double Ratio, string Text);
}
