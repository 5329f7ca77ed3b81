namespace ToolRegistry.Exports.Apple;

/// <summary>
/// A rule of Santa, as <c>santa.sync.v1.Rule</c> of its protocol (github.com/northpolesec/protos, sync/v1.proto) has it; a null
/// member is left out. Static rules in a profile have the same members.
/// </summary>
/// <param name="Identifier"><c>identifier</c>: a signing id with its team, a team id, or a SHA-256 of 64 lower-case hex digits.</param>
/// <param name="RuleType"><c>rule_type</c>: <c>SIGNINGID</c>, <c>TEAMID</c> or <c>BINARY</c>.</param>
/// <param name="Policy"><c>policy</c>: <c>BLOCKLIST</c> or <c>ALLOWLIST</c>.</param>
/// <param name="CustomMsg"><c>custom_msg</c>: what users are told, as HTML.</param>
/// <param name="CustomUrl"><c>custom_url</c>: what the button of the message opens.</param>
public sealed record SantaRule(string Identifier, string RuleType, string Policy, string? CustomMsg, string? CustomUrl);
