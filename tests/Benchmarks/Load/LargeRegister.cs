using System.Globalization;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Domain.Versions;

namespace ToolRegistry.Benchmarks.Load;

/// <summary>
/// A register as an enterprise has it, of any size and the same each time: half as many decisions again as tools, over
/// ranges of many kinds, in scopes, with phases behind and ahead, alternatives, and an exception to one in thirty.
/// </summary>
internal sealed class LargeRegister(int tools)
{
    /// <summary>When its decisions were taken; phases lie up to half a year on both sides of it.</summary>
    public static readonly DateTimeOffset Day = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Owner Author = Owner.Parse("analyst");
    private static readonly Owner Approver = Owner.Parse("approver");
    private static readonly ApprovalRules Rules = new(1, IsProtected: false, [], UnknownIsBlocked: false, Support.None, RiskLevel: null);
    private static readonly string[] Ecosystems = ["npm", "pypi", "nuget", "cargo", "gem"];
    private static readonly string[] Categories = ["library", "command-line", "desktop", "browser-extension", "agent"];
    private static readonly Scope[] Scopes =
    [
        Scope.Everywhere, Scope.Everywhere, Scope.Create([], ["workstation"], []), Scope.Create([], ["ci", "server"], []), Scope.Create(["engineers"], ["workstation"], []), Scope.Create([], [], ["EU"]), Scope.Create(["finance", "legal"], [], ["DE", "FR", "US-CA"]),
    ];

    public int Tools => tools;

    public int Decisions => tools + tools / 2;

    public int Exceptions => Decisions / 30;

    public PolicyFactSet Facts
    {
        get
        {
            var decisions = Enumerable.Range(0, Decisions).Select(DecisionAt).ToArray();
            return new PolicyFactSet(
                [.. Enumerable.Range(0, Tools).Select(i => ToolFact.Of(ToolAt(i)))],
                [.. decisions.Select(d => DecisionFact.Of(d, Support.None)!)],
                [.. Enumerable.Range(0, Exceptions).Select(i => ExceptionFact.Of(ExceptionAt(i, decisions[i * 30]))!)]);
        }
    }

    public static Tool ToolAt(int i)
    {
        var ecosystem = EcosystemOf(i);
        var tool = Tool.Register(
            $"tool-{i}",
            new ToolDetails { Name = $"Tool {i} for {Categories[i % Categories.Length]} work", Publisher = $"Publisher {Mixed(i) % 5_000}", Category = Categories[i % Categories.Length], BusinessPurpose = "Used by several teams.", Owner = Author, SupportStatus = SupportStatus.Supported },
            ToolIdentity.Create(VersionScheme.ForPurlType(ecosystem), oneVersionLine: true, [new ToolIdentifier(Identifier.Create(IdentifierKind.Purl, PurlOf(i)), OwnVersionLine: false), SecondIdentifier(i)], []),
            Day.AddDays(-100));
        tool.AddRelease(new Release("1.0.0", DateOnly.FromDateTime(Day.DateTime.AddDays(-90))), [], hasApprovedDecision: false, Author, Day);
        return tool;
    }

    /// <summary>The first decisions are one for each tool, in order; the others are the second ones of some.</summary>
    public Decision DecisionAt(int i)
    {
        var tool = i % tools;
        var terms = DecisionTerms.Create(new DecisionContent
        {
            Ranges = RangesOf(i, VersionScheme.ForPurlType(EcosystemOf(tool)).Name),
            Scope = Scopes[Mixed(i) % Scopes.Length],
            Schedule = ScheduleOf(i),
            Alternatives = i % 10 == 0 ? [new Alternative($"tool-{(tool + 1) % tools}", "Does the same.")] : [],
            Constraints = ["Only in the sandbox."],
            PublicStatement = $"Decided for tool {tool} by review {i}: see what is said of its versions before you use it.",
            Rationale = "As the assessment says.",
            ReviewBy = Day.AddDays(60),
        });
        var decision = Decision.Draft(i + 1, $"tool-{tool}", terms, Author, Day);
        decision.Propose([], Author, Day);
        decision.Approve(Rules, [], Approver, Day);
        return decision;
    }

    /// <summary>An exception to a decision that restricts; such are all whose index is a multiple of thirty.</summary>
    public static ExceptionRecord ExceptionAt(int i, Decision decision)
    {
        var exception = ExceptionRecord.Draft(i + 1, decision, ExceptionTerms.Create(Scope.Create(["engineers"], [], []), Day.AddDays(-30), Day.AddDays(200), "Migration.", ["Isolated segment."], "Little."), Author, Day);
        exception.Propose(Author);
        exception.Approve(decision, 1, Approver, Day);
        return exception;
    }

    /// <summary>What is asked about the tool of an index, as a package manager would.</summary>
    public static string SubjectOf(int i, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{PurlOf(i)}@{version % 5}.{version % 12}.{version % 7}");

    /// <summary>The package URL of a tool, without a version.</summary>
    public static string PurlOf(int i) => string.Create(CultureInfo.InvariantCulture, $"pkg:{EcosystemOf(i)}/package-{i}");

    /// <summary>A number that looks as if it had nothing to do with the one given, and is the same each time.</summary>
    public static int Mixed(int i) => (int)(((uint)i * 2_654_435_761u) >> 3);

    private static string EcosystemOf(int i) => Ecosystems[Mixed(i) % Ecosystems.Length];

    private static ToolIdentifier SecondIdentifier(int i) => new(
        (i % 3) switch
        {
            0 => Identifier.Create(IdentifierKind.FileName, $"tool-{i}.exe"),
            1 => Identifier.Create(IdentifierKind.Winget, $"Publisher.Tool{i}"),
            _ => Identifier.Create(IdentifierKind.MacosBundleId, $"com.publisher.tool{i}"),
        },
        OwnVersionLine: false);

    private static IReadOnlyList<VersionRange> RangesOf(int i, string scheme)
    {
        var (low, high) = (Mixed(i) % 40, Mixed(i) % 40 + 1 + i % 5);
        return (i % 4) switch
        {
            0 => [VersionRange.Parse($"vers:{scheme}/*")],
            1 => [VersionRange.Parse($"vers:{scheme}/>={low / 10}.{low % 10}.0|<{high / 10}.{high % 10}.0")],
            2 => [VersionRange.Parse($"vers:{scheme}/<{high / 10}.{high % 10}.0")],
            _ => [VersionRange.Parse($"vers:{scheme}/>={low / 10}.{low % 10}.0|<{low / 10}.{low % 10}.9"), VersionRange.Parse($"vers:{scheme}/>={high / 10 + 1}.0.0")],
        };
    }

    private static Schedule ScheduleOf(int i)
    {
        var begin = Day.AddDays(-(Mixed(i) % 180)).AddHours(i % 24);
        return Schedule.Create((i % 6) switch
        {
            0 => [new Phase(begin, Disposition.HighRisk), new Phase(Day.AddDays(1 + Mixed(i) % 180), Disposition.Banned)],
            1 => [new Phase(begin, Disposition.Banned)],
            2 => [new Phase(begin, Disposition.Constrained), new Phase(Day.AddDays(1 + Mixed(i) % 180), Disposition.Lapsed)],
            3 => [new Phase(begin, Disposition.HighRisk)],
            _ => [new Phase(begin, Disposition.Approved)],
        });
    }
}
