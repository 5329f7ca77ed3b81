using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Domain.Tests.Policy;

/// <summary>When one answer is more permissive than another.</summary>
internal static class Permissiveness
{
    /// <summary>
    /// The strictness of an outcome as the least and the most that holds for a version: Unknown 0 … Banned 4. They differ for
    /// DependsOnVersion alone, where the least is that of the deciders which hold every version.
    /// </summary>
    public static (int Floor, int Ceiling) Bounds(Verdict verdict)
    {
        if (verdict.Outcome != Outcome.DependsOnVersion)
            return ((int)verdict.Outcome, (int)verdict.Outcome);
        var ofSome = verdict.Ranges.Select(r => r.Decision).ToHashSet();
        return (
            verdict.Decisions.Where(d => !ofSome.Contains(d.Decision.Number)).Select(d => ((Disposition?)d.Disposition).Strictness()).Append(0).Max(),
            verdict.Ranges.Max(r => ((Disposition?)r.Disposition).Strictness()));
    }

    /// <summary>An answer is more permissive than another when its action is, or when its least or its most strictness is below.</summary>
    public static void NeverGrows(Verdict before, Verdict after)
    {
        Assert.True(after.Action >= before.Action, $"{before.Outcome}, {before.Action} became {after.Outcome}, {after.Action}");
        var (from, to) = (Bounds(before), Bounds(after));
        Assert.True(to.Floor >= from.Floor && to.Ceiling >= from.Ceiling, $"{before.Outcome} {from} became {after.Outcome} {to}");
    }

    public static void NeverGrows(World before, World after, IEnumerable<WorldQuestion> questions)
    {
        var (was, becomes) = (before.ToSnapshot(), after.ToSnapshot());
        foreach (var query in questions.Select(q => q.ToQuery()))
            NeverGrows(was.Check(query), becomes.Check(query));
    }
}
