using System.Collections;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Insights;

namespace ToolRegistry.Api.Features.Checks;

/// <summary>Answers many questions from one snapshot, and counts what is asked for.</summary>
internal sealed class Answers(PolicySnapshot snapshot, CheckAction stance, UseLog uses)
{
    /// <summary>Answers questions that can't be refused any more, each when its answer is written: many then take little more memory than one.</summary>
    public CheckBatchView ToAll<T>(IReadOnlyList<T> questions, Func<T, VerdictView> answer) => new(snapshot.Revision, new Verdicts<T>(questions, answer));

    /// <param name="query">The question.</param>
    /// <param name="isUse">Whether it is asked about the present, and as the asker: then it says what is used.</param>
    public VerdictView To(CheckQuery query, bool isUse)
    {
        var verdict = snapshot.Check(query);
        if (isUse)
            uses.CountAll(CheckUses.Of(verdict));
        return VerdictViews.Of(verdict, isAnonymous: false);
    }

    public VerdictView Unreadable(string subject, string? version, DateTimeOffset at, DomainException error) => Unknown(subject, version, at, $"The subject can't be read: {error.Message}");

    /// <summary>What is said of what can't be looked up, and why.</summary>
    public VerdictView Unknown(string subject, string? version, DateTimeOffset at, string note) => VerdictViews.Unknown(subject, version, at, stance, note, snapshot.Revision);

    private sealed class Verdicts<T>(IReadOnlyList<T> questions, Func<T, VerdictView> answer) : IReadOnlyList<VerdictView>
    {
        public int Count => questions.Count;

        public VerdictView this[int index] => answer(questions[index]);

        public IEnumerator<VerdictView> GetEnumerator() => questions.Select(answer).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
