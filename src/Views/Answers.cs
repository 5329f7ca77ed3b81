using System.Collections;
using ToolRegistry.Client;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;

namespace ToolRegistry.Views;

/// <summary>Answers many questions from one snapshot.</summary>
/// <param name="snapshot">The snapshot.</param>
/// <param name="stance">What to do about what can't be looked up.</param>
/// <param name="onUse">Told of each verdict on what is used.</param>
internal sealed class Answers(PolicySnapshot snapshot, CheckAction stance, Action<Verdict> onUse)
{
    /// <summary>Answers questions that can't be refused any more, each when its answer is written: many then take little more memory than one.</summary>
    public CheckBatchView ToAll<T>(IReadOnlyList<T> questions, Func<T, VerdictView> answer) => new(snapshot.Revision, new Verdicts<T>(questions, answer));

    /// <param name="query">The question.</param>
    /// <param name="isUse">Whether it is asked about the present, and as the asker: then it says what is used.</param>
    public VerdictView To(CheckQuery query, bool isUse)
    {
        var verdict = snapshot.Check(query);
        if (isUse)
            onUse(verdict);
        return VerdictViews.Of(verdict, isAnonymous: false);
    }

    /// <summary>Whether the subject names a tool.</summary>
    public bool IsOnRecord(CheckQuery query) => snapshot.Check(query).Tools.Count > 0;

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
