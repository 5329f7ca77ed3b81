using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Infrastructure.Insights;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api.Features.Checks;

/// <summary>
/// Answers a single check that was asked in the same words before, by someone of whom the same is known, from the same
/// state of the register: with the bytes of that answer. All others go the whole way, which puts its answer here.
/// </summary>
internal sealed class RepeatedChecks(Replica replica, UseLog uses, AccessSettings access, RequestLimits limits, TimeZoneInfo zone, TimeProvider clock)
{
    private const string Path = "/v1/check";
    private const int MaxQueryLength = 1_000;

    /// <summary>How many bytes of answers one half of what is kept may hold.</summary>
    private const int MaxBytes = 16 * 1024 * 1024;

    private static readonly object Nobody = new();
    private static readonly object UnknownGroups = new();

    private Answers answers = new(State: null, new(), new());

    /// <summary>Answers from what is kept, or lets the request go on.</summary>
    public Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        // A page of another origin needs headers of its own.
        if (!request.Path.Equals(Path, StringComparison.Ordinal) || !HttpMethods.IsGet(request.Method) || request.Headers.Origin.Count > 0 || !replica.HasState)
            return next(http);

        var state = replica.Current;
        var now = clock.GetUtcNow();
        if (!IsKnown(request, state.Tokens, now, out var token) || Find(state, request.QueryString.Value, AudienceOf(token)) is not { } answer || !answer.HoldsAt(now) || !limits.MayAsk(token, http))
            return next(http);

        if (token is not null)
            uses.NoteToken(token.Id);
        uses.CountAll(answer.Uses);
        return answer.WriteAsync(http, zone.Equals(TimeZoneInfo.Utc) ? now : TimeZoneInfo.ConvertTime(now, zone), now, token is null, SnapshotAge.Of(replica, now));
    }

    /// <summary>Keeps an answer that was found by the state of the register before and after it.</summary>
    public void Keep(RegisterState state, string? query, IReadOnlyList<string>? groups, bool isAnonymous, CheckAnswer answer)
    {
        if (query is null or { Length: > MaxQueryLength } || !ReferenceEquals(state, replica.Current))
            return;
        var kept = AnswersOf(state);
        if (kept.Young.Add(new Question(query, isAnonymous ? Nobody : groups ?? UnknownGroups), answer) > MaxBytes)
            Interlocked.CompareExchange(ref answers, new Answers(state, new(), kept.Young), kept);
    }

    private CheckAnswer? Find(RegisterState state, string? query, object audience)
    {
        var kept = AnswersOf(state);
        var question = new Question(query ?? "", audience);
        if (kept.Young.Find(question) is { } young)
            return young;
        if (kept.Old.Find(question) is not { } old)
            return null;
        // What is still asked outlives what is not.
        kept.Young.Add(question, old);
        return old;
    }

    private Answers AnswersOf(RegisterState state)
    {
        var kept = Volatile.Read(ref answers);
        if (ReferenceEquals(kept.State, state))
            return kept;
        var fresh = new Answers(state, new(), new());
        return Interlocked.CompareExchange(ref answers, fresh, kept) == kept ? fresh : Volatile.Read(ref answers) is var other && ReferenceEquals(other.State, state) ? other : fresh;
    }

    /// <summary>Whether it is clear who asks, and whether they may; what is not clear goes the whole way, which says why.</summary>
    private bool IsKnown(HttpRequest request, KnownTokens tokens, DateTimeOffset now, out KnownToken? token)
    {
        var header = request.Headers.Authorization;
        token = null;
        if (header.Count == 0)
            return Permissions.May(role: null, Permission.Check, access);
        token = TokenAuthentication.Find(header.ToString(), tokens);
        return token is not null && now < token.ExpiresAt && Permissions.May(token.Role, Permission.Check, access);
    }

    private static object AudienceOf(KnownToken? token) => token is null ? Nobody : TokenAuthentication.GroupsOf(token) ?? UnknownGroups;

    private sealed record Answers(RegisterState? State, Generation Young, Generation Old);

    private readonly record struct Question(string Query, object Audience)
    {
        // Lists of groups are shared by those who have the same ones, so that one is known by where it is.
        public bool Equals(Question other) => ReferenceEquals(Audience, other.Audience) && Query == other.Query;

        public override int GetHashCode() => HashCode.Combine(Query, RuntimeHelpers.GetHashCode(Audience));
    }

    private sealed class Generation
    {
        private readonly ConcurrentDictionary<Question, CheckAnswer> answers = new();
        private int bytes;

        public CheckAnswer? Find(Question question) => answers.GetValueOrDefault(question);

        public int Add(Question question, CheckAnswer answer)
        {
            answers[question] = answer;
            return Interlocked.Add(ref bytes, answer.Size + 2 * question.Query.Length);
        }
    }
}
