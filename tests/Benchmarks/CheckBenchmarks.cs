using BenchmarkDotNet.Attributes;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Benchmarks;

/// <summary>One check against registers of several sizes: what it costs must not grow with the register.</summary>
[MemoryDiagnoser]
public class CheckBenchmarks
{
    private static readonly DateTimeOffset Now = new(2026, 7, 5, 0, 0, 0, TimeSpan.Zero);

    private PolicySnapshot snapshot = null!;
    private CheckQuery[] queries = null!;
    private int next;

    /// <summary>How many tools are on record; of decisions there are half as many again.</summary>
    [Params(1_000, 100_000)]
    public int Tools { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        snapshot = LargeRegister.Snapshot(Tools);
        queries = [.. Enumerable.Range(0, 4_096).Select(i => CheckQuery.Create(Subject.Parse($"pkg:npm/tool-{i * 7 % Tools}@{1 + i % 4}.{i % 10}.0"), version: null, groups: [], "workstation", i % 2 == 0 ? "DE" : null, Now))];
    }

    [Benchmark]
    public Outcome Check() => snapshot.Check(queries[next++ & 4_095]).Outcome;
}

/// <summary>A register as an enterprise has it: most tools with one decision, some with two, a few exceptions.</summary>
internal static class LargeRegister
{
    private static readonly VersionRange[] Ranges = [VersionRange.Parse("vers:npm/*"), VersionRange.Parse("vers:npm/>=1.2.0|<3.0.0"), VersionRange.Parse("vers:npm/<2.0.0")];
    private static readonly Scope[] Scopes = [Scope.Everywhere, Scope.Create([], ["workstation"], []), Scope.Create(["engineers"], ["workstation", "ci"], ["DE", "FR"])];
    private static readonly Disposition[] Dispositions = [Disposition.Approved, Disposition.HighRisk, Disposition.Banned, Disposition.Constrained];

    public static PolicySnapshot Snapshot(int tools) => new(
        1,
        PolicySettings.Default,
        new PolicyFactSet(
            [.. Enumerable.Range(0, tools).Select(Tool)],
            [.. Enumerable.Range(0, tools + tools / 2).Select(i => Decision(i, tools))],
            [.. Enumerable.Range(0, tools / 20).Select(Exception)]));

    private static ToolFact Tool(int i) => new(
        $"tool-{i}",
        $"Tool {i}",
        $"Publisher {i % 500}",
        ToolIdentity.Create(VersionScheme.Get("npm"), oneVersionLine: true, [new ToolIdentifier(Identifier.Create(IdentifierKind.Purl, $"pkg:npm/tool-{i}"), OwnVersionLine: false), new ToolIdentifier(Identifier.Create(IdentifierKind.FileName, $"tool-{i}.exe"), OwnVersionLine: false)], []));

    private static DecisionFact Decision(int i, int tools) => new()
    {
        Number = i + 1,
        Tool = $"tool-{i % tools}",
        Ranges = [Ranges[i % 3]],
        Scope = Scopes[i / 3 % 3],
        Schedule = Schedule.Create(i % 4 == 0
            ? [new Phase(new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero), Disposition.HighRisk), new Phase(new DateTimeOffset(2026, 7, 10, 0, 0, 0, TimeSpan.Zero), Disposition.Banned)]
            : [new Phase(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Dispositions[i % 4])]),
        Alternatives = i % 10 == 0 ? [new Alternative($"tool-{(i + 1) % tools}", Note: null)] : [],
        Constraints = ["Only in the sandbox."],
        PublicStatement = "What everyone may read about it.",
        ReviewBy = null,
        Provisional = false,
        Support = Support.None,
        RatifyBy = null,
    };

    private static ExceptionFact Exception(int i) =>
        new(i + 1, i * 20 + 1, Scope.Create(["engineers"], [], []), new DateTimeOffset(2026, 7, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), ["Isolated segment."]);
}
