namespace ToolRegistry.Domain.Policy;

/// <summary>An alternative with the decisions that may have a say in whether it is suggested.</summary>
internal sealed record AlternativeMatter(ToolFact Tool, bool OwnProduct, Matter Matter)
{
    public bool IsUsableAt(DateTimeOffset at) => Matter.OutcomeAt(at) is Outcome.Approved or Outcome.Constrained;
}

/// <summary>Looks back and ahead from one instant over all that may change the answer of that instant.</summary>
internal sealed class Timeline(Matter matter, IReadOnlyList<AlternativeMatter> alternatives, DateTimeOffset at)
{
    /// <summary>What is answered at the instant.</summary>
    public Answer Answer { get; } = matter.AnswerAt(at);

    /// <summary>Since when the outcome has been what it is, or null when it always was.</summary>
    public DateTimeOffset? Since()
    {
        var boundaries = matter.Boundaries;
        var last = boundaries.Count - 1;
        while (last >= 0 && boundaries[last] > at)
            last--;
        for (var i = last; i >= 0; i--)
        {
            if (matter.OutcomeAt(i > 0 ? boundaries[i - 1] : DateTimeOffset.MinValue) != Answer.Outcome)
                return boundaries[i];
        }

        return null;
    }

    /// <summary>When the outcome changes next, and what it becomes.</summary>
    public NextChange? Next()
    {
        var boundaries = matter.Boundaries;
        for (var i = 0; i < boundaries.Count; i++)
        {
            if (boundaries[i] > at && matter.OutcomeAt(boundaries[i]) is var becomes && becomes != Answer.Outcome)
                return new NextChange(boundaries[i], becomes);
        }

        return null;
    }

    /// <summary>When anything in the answer changes next, alternatives and overdue ratifications included.</summary>
    public DateTimeOffset? ValidUntil(IReadOnlyList<SuggestedAlternative> suggested)
    {
        List<DateTimeOffset> boundaries = alternatives.Count == 0 ? matter.Boundaries : [.. matter.Boundaries.Concat(alternatives.SelectMany(a => a.Matter.Boundaries)).Distinct().Order()];
        for (var i = 0; i < boundaries.Count; i++)
        {
            if (boundaries[i] > at && matter.AnswerAt(boundaries[i]) is var then && (!then.IsSameAs(Answer) || !SuggestedAt(boundaries[i], then).SequenceEqual(suggested)))
                return boundaries[i];
        }

        return null;
    }

    /// <summary>The alternatives of those who decide, each only while it may itself be used.</summary>
    public IReadOnlyList<SuggestedAlternative> Suggested() => SuggestedAt(at, Answer);

    private IReadOnlyList<SuggestedAlternative> SuggestedAt(DateTimeOffset instant, Answer answer) => alternatives.Count == 0 ? [] :
    [
        .. from wanted in answer.Deciders.SelectMany(d => d.Decision.Alternatives).DistinctBy(a => a.Tool, StringComparer.Ordinal)
           join alternative in alternatives on wanted.Tool equals alternative.Tool.Slug
           where alternative.IsUsableAt(instant)
           select new SuggestedAlternative(wanted.Tool, alternative.Tool.Name, wanted.Note, alternative.OwnProduct),
    ];
}
