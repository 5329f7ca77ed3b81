namespace ToolRegistry.Domain.Policy;

/// <summary>An alternative with the decisions that may have a say in whether it is suggested.</summary>
internal sealed record AlternativeMatter(ToolFact Tool, bool OwnProduct, Matter Matter)
{
    public bool IsUsableAt(DateTimeOffset at) => Matter.OutcomeAt(at) is Outcome.Approved or Outcome.Constrained;
}

/// <summary>Looks back and ahead from an instant over all that may change an answer.</summary>
internal sealed class Timeline(Matter matter, IReadOnlyList<AlternativeMatter> alternatives)
{
    private readonly DateTimeOffset[] boundaries = [.. matter.Boundaries];

    /// <summary>Since when the outcome has been what it is, or null when it always was.</summary>
    public DateTimeOffset? Since(DateTimeOffset at)
    {
        var outcome = matter.OutcomeAt(at);
        var past = boundaries.Where(b => b <= at).ToArray();
        for (var i = past.Length - 1; i >= 0; i--)
        {
            if (matter.OutcomeAt(i > 0 ? past[i - 1] : DateTimeOffset.MinValue) != outcome)
                return past[i];
        }

        return null;
    }

    /// <summary>When the outcome changes next, and what it becomes.</summary>
    public NextChange? Next(DateTimeOffset at)
    {
        var outcome = matter.OutcomeAt(at);
        return boundaries.Where(b => b > at)
            .Select(b => new NextChange(b, matter.OutcomeAt(b)))
            .FirstOrDefault(change => change.Outcome != outcome);
    }

    /// <summary>When anything in the answer changes next, alternatives and overdue ratifications included.</summary>
    public DateTimeOffset? ValidUntil(DateTimeOffset at)
    {
        var answer = matter.AnswerAt(at);
        var suggested = SuggestedAt(at);
        return boundaries.Concat(alternatives.SelectMany(a => a.Matter.Boundaries)).Where(b => b > at).Distinct().Order()
            .Where(b => !matter.AnswerAt(b).IsSameAs(answer) || !SuggestedAt(b).SequenceEqual(suggested))
            .Select(b => (DateTimeOffset?)b)
            .FirstOrDefault();
    }

    /// <summary>The alternatives of those who decide, each only while it may itself be used.</summary>
    public IReadOnlyList<SuggestedAlternative> SuggestedAt(DateTimeOffset at) =>
    [
        .. from wanted in matter.AnswerAt(at).Deciders.SelectMany(d => d.Decision.Alternatives).DistinctBy(a => a.Tool, StringComparer.Ordinal)
           join alternative in alternatives on wanted.Tool equals alternative.Tool.Slug
           where alternative.IsUsableAt(at)
           select new SuggestedAlternative(wanted.Tool, alternative.Tool.Name, wanted.Note, alternative.OwnProduct),
    ];
}
