namespace ToolRegistry.Infrastructure.Sessions;

/// <summary>Sessions that were ended before their time: by signing out here, or at the provider of sign-ins.</summary>
public sealed class EndedSession
{
    /// <summary>Which sessions: a key of a <see cref="Session"/>.</summary>
    public required string Key { get; init; }

    /// <summary>What began until then has ended, by the clock of whoever gave the session. Whoever signs in later is signed in.</summary>
    public required DateTimeOffset EndedAt { get; set; }

    /// <summary>From when on no session of then can be left, so that nobody need know of it any more.</summary>
    public required DateTimeOffset ForgetAt { get; set; }
}
