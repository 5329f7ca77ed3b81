using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Sessions;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>What a replica knows of the register: all that it needs to answer checks without a database. Immutable.</summary>
/// <param name="Snapshot">The policy.</param>
/// <param name="ChangedAt">When the snapshot's revision was reached; tells two histories apart that came to the same number.</param>
/// <param name="Tokens">Who may ask.</param>
/// <param name="Keys">By what is signed, the latest first; their secrets encrypted.</param>
/// <param name="Ended">Which sign-ins in a browser were ended.</param>
/// <param name="AccessRevision">Counts the changes of tokens, keys and ended sessions.</param>
public sealed record RegisterState(PolicySnapshot Snapshot, DateTimeOffset ChangedAt, KnownTokens Tokens, IReadOnlyList<SigningKey> Keys, EndedSessions Ended, long AccessRevision);
