namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>The end of the audit chain. Its one row is what every writer takes first, so that writers go one at a time.</summary>
public sealed class AuditHead
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>How many writers have taken the row.</summary>
    public long Writers { get; set; }

    /// <summary>The number of the last entry; 0 before the first.</summary>
    public long Seq { get; set; }

    /// <summary>The hash of the last entry.</summary>
    public required string Hash { get; set; }

    /// <summary>The number of the last event in the outbox; 0 before the first. Counted under the same turn as the chain, so that no reader can miss one.</summary>
    public long Events { get; set; }
}

/// <summary>One audit entry.</summary>
public sealed class AuditRow
{
    /// <summary>The longest subject, in UTF-16 units.</summary>
    public const int MaxSubjectLength = 100;

    /// <summary>Its place in the chain, from 1.</summary>
    public long Seq { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who, as four eyes counts people; null once redacted.</summary>
    public string? Owner { get; set; }

    /// <summary>What was done or tried, such as <c>decision.approve</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, such as <c>TR-42</c>.</summary>
    public required string Subject { get; init; }

    /// <summary><c>done</c> or <c>refused</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>The refusal's code, or null.</summary>
    public string? Code { get; init; }

    /// <summary>The canonical JSON that the chain seals.</summary>
    public required string Json { get; init; }

    /// <summary>The hash of the entry before.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>This entry's hash.</summary>
    public required string Hash { get; init; }

    /// <summary>The texts behind the hashes in <see cref="Json"/>, as JSON; what is redacted has neither text nor salt.</summary>
    public required string Texts { get; set; }
}

/// <summary>How far policy, tokens and signing keys have come. One row, incremented in the transaction that changes a fact, a token or a key, so no poller can miss one.</summary>
public sealed class PolicyHead
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>The policy revision; 0 before the first fact.</summary>
    public long Revision { get; set; }

    /// <summary>When it was reached.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Counts the changes of tokens and of signing keys.</summary>
    public long AccessRevision { get; set; }
}

/// <summary>
/// What verdicts need of one record during a span of policy revisions. Only ever added and closed: the rows that are open
/// at revision R are what was known at R.
/// </summary>
public sealed class PolicyFact
{
    /// <summary><c>tool</c>, <c>decision</c> or <c>exception</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The record's slug or number.</summary>
    public required string Key { get; init; }

    /// <summary>The revision from which it stands.</summary>
    public long FromRevision { get; init; }

    /// <summary>The revision from which it no longer stands, or null.</summary>
    public long? ToRevision { get; set; }

    /// <summary>The fact, as stored JSON.</summary>
    public required string Json { get; init; }
}

/// <summary>A key that one tool alone may have, by its SHA-256: an identifier's or an artifact's.</summary>
public sealed class ToolKey
{
    /// <summary>SHA-256 of the key, 64 hex digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The tool's slug.</summary>
    public required string Tool { get; init; }
}

/// <summary>The answer to a request that carried an Idempotency-Key, kept for 24 hours.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>SHA-256 of principal, route and key, 64 hex digits.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of the request.</summary>
    public required string RequestHash { get; init; }

    /// <summary>The answer as JSON; null when it held a secret and is never replayed.</summary>
    public string? Answer { get; init; }

    /// <summary>When the record may be deleted.</summary>
    public DateTimeOffset ExpiresAt { get; init; }
}
