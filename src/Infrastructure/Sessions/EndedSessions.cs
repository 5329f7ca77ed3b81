using System.Collections.Frozen;

namespace ToolRegistry.Infrastructure.Sessions;

/// <summary>The sessions that were ended, in memory, so that a page is refused without a database. Immutable.</summary>
public sealed class EndedSessions(IEnumerable<EndedSession> ended)
{
    private readonly FrozenDictionary<string, EndedSession> byKey = ended.ToFrozenDictionary(e => e.Key, StringComparer.Ordinal);

    /// <summary>All of them, in no order.</summary>
    public IReadOnlyCollection<EndedSession> All => byKey.Values;

    /// <summary>Whether a session was ended.</summary>
    public bool Hold(Session session) => session.Keys.Any(key => byKey.TryGetValue(key, out var known) && session.BeganAt <= known.EndedAt);
}
