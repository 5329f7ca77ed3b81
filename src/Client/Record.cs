using System.Text.Json.Nodes;

namespace ToolRegistry.Client;

/// <summary>A token to make.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Owner">Whose it is: a user name or an e-mail address. Four eyes counts owners, not tokens.</param>
/// <param name="Role"><c>Reader</c>, <c>Analyst</c>, <c>Approver</c>, <c>Auditor</c>, <c>Administrator</c> or <c>Service</c>.</param>
/// <param name="ExpiresAt">From when it is no longer taken; at most a year ahead.</param>
/// <param name="Groups">The owner's groups.</param>
public sealed record NewTokenBody(string Name, string Owner, string Role, DateTimeOffset ExpiresAt, IReadOnlyList<string>? Groups = null);

/// <summary>A token on record, without its secret.</summary>
/// <param name="Id">Its id; not secret.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Role">Its role.</param>
/// <param name="Groups">The owner's groups.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="ExpiresAt">From when it is no longer taken.</param>
/// <param name="RevokedAt">When it was revoked.</param>
/// <param name="LastUsedAt">When it was last used, to the minute.</param>
public sealed record TokenView(string Id, string Name, string Owner, string Role, IReadOnlyList<string> Groups, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset ExpiresAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);

/// <summary>A new token with its secret, which is shown this once.</summary>
/// <param name="Token">The secret; send it as <c>Authorization: Bearer …</c>.</param>
/// <param name="Details">What is on record of it.</param>
public sealed record IssuedToken(string Token, TokenView Details);

/// <summary>The first Administrator.</summary>
/// <param name="Code">The code of the setup link.</param>
/// <param name="Owner">Who it is.</param>
public sealed record SetupBody(string Code, string Owner);

/// <summary>An entry of the audit log.</summary>
/// <param name="Seq">Its place in the chain, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Owner">Who; null once redacted, or before there was anyone.</param>
/// <param name="Action">Such as <c>decision.approve</c>.</param>
/// <param name="Subject">Such as <c>TR-42</c>.</param>
/// <param name="Outcome"><c>done</c> or <c>refused</c>.</param>
/// <param name="Code">The refusal's code.</param>
/// <param name="PreviousHash">The hash of the entry before.</param>
/// <param name="Hash">SHA-256 of the previous hash's bytes and <see cref="Entry"/>'s UTF-8.</param>
/// <param name="Entry">The canonical JSON (RFC 8785) that the chain seals, as text: free and personal text stands in it as its salted SHA-256.</param>
/// <param name="Texts">The texts behind those hashes: path, salt (base64) and value; the hash is SHA-256 of the salt's bytes and the value's UTF-8.</param>
public sealed record AuditEntryView(long Seq, DateTimeOffset At, string? Owner, string Action, string Subject, string Outcome, string? Code, string PreviousHash, string Hash, string Entry, JsonNode Texts);

/// <summary>A person to take out of the audit log.</summary>
/// <param name="Owner">Who: a user name or an e-mail address, as entries have it.</param>
/// <param name="Reason">Why; it stays on record, and does not name the person.</param>
public sealed record NewRedactionBody(string Owner, string Reason);

/// <summary>From what a person was taken out.</summary>
/// <param name="Entries">How many entries of the audit log named the person.</param>
/// <param name="Tokens">How many tokens that have ended were the person's.</param>
public sealed record RedactionView(long Entries, int Tokens);

/// <summary>What the service signs of its audit log now and then, to be kept where it can't be changed: that these entries stood in it.</summary>
/// <param name="Entries">How many.</param>
/// <param name="Head">The hash of the last one.</param>
/// <param name="At">When.</param>
public sealed record AuditCheckpoint(long Entries, string Head, DateTimeOffset At)
{
    /// <summary>As what it is signed (the <c>typ</c> of the JWS).</summary>
    public const string Type = "toolregistry-audit-checkpoint+jws";
}

/// <summary>A signed checkpoint of the audit log.</summary>
/// <param name="Entries">How many entries stood in it.</param>
/// <param name="Head">The hash of the last one.</param>
/// <param name="At">When.</param>
/// <param name="Jws">All of it, signed: a compact JWS by a key of <c>/v1/keys</c>.</param>
public sealed record AuditCheckpointView(long Entries, string Head, DateTimeOffset At, string Jws);

/// <summary>What a verification of the audit log found.</summary>
/// <param name="Intact">Whether every entry fits.</param>
/// <param name="Entries">How many entries were read.</param>
/// <param name="BrokenAt">The first entry that does not fit.</param>
/// <param name="Problem">What is wrong there.</param>
/// <param name="Head">The hash of the last entry that fits.</param>
public sealed record AuditVerificationView(bool Intact, long Entries, long? BrokenAt, string? Problem, string Head);
