using System.Text.Json.Nodes;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Pipeline;

/// <summary>The founding case as examples in the OpenAPI document.</summary>
internal static class Examples
{
    private const string Terms = """
        "ranges": ["vers:npm/*"], "scope": { "environments": ["workstation"] },
        "phases": [{ "from": "2026-07-03T00:00:00+08:00", "disposition": "HighRisk" }, { "from": "2026-07-10T00:00:00+08:00", "disposition": "Banned" }],
        "alternatives": [{ "tool": "qoder", "note": "Internal alternative" }], "liftWhen": "an independent audit of a fixed release is published",
        "publicStatement": "Not for workplace use from 10 July. Use Qoder.", "reviewBy": "2026-09-30T00:00:00+08:00"
        """;

    private const string Exception = """
        "audience": { "groups": ["licensed-engineers"] }, "from": "2026-07-10T00:00:00Z", "until": "2026-10-01T00:00:00Z", "reason": "Migration ends in September.",
        "compensatingControls": ["Isolated network segment."], "residualRisk": "Exposure of project names."
        """;

    private static readonly Dictionary<Type, string> ByType = new()
    {
        [typeof(NewToolBody)] = """{ "slug": "claude-code", "name": "Claude Code", "publisher": "Anthropic", "category": "ai-coding-agent", "versionScheme": "npm", "oneVersionLine": true, "identifiers": [{ "kind": "purl", "value": "pkg:npm/%40anthropic-ai/claude-code" }, { "kind": "file-name", "value": "claude.exe" }], "releases": [{ "version": "2.1.91", "releasedAt": "2026-04-02" }] }""",
        [typeof(ToolDetailsBody)] = """{ "name": "Claude Code", "publisher": "Anthropic", "category": "ai-coding-agent", "owner": "it-tools@example.com", "supportStatus": "supported" }""",
        [typeof(IdentityBody)] = """{ "versionScheme": "npm", "oneVersionLine": true, "identifiers": [{ "kind": "purl", "value": "pkg:npm/%40anthropic-ai/claude-code" }] }""",
        [typeof(IdentifierBody)] = """{ "kind": "purl", "value": "pkg:vscode-extension/anthropic/claude-code", "ownVersionLine": true }""",
        [typeof(ReleaseBody)] = """{ "version": "2.1.197", "releasedAt": "2026-07-12" }""",
        [typeof(NewClaimBody)] = """{ "range": "vers:npm/>=2.1.91|<2.1.197", "status": "disputed", "statement": "The mechanism is a backdoor." }""",
        [typeof(ChangeClaimBody)] = """{ "range": "vers:npm/>=2.1.91|<2.1.197", "status": "confirmed", "statement": "The client tests the proxy host.", "reason": "Two teams reproduced it." }""",
        [typeof(ChangeEvidenceBody)] = """{ "kind": "report", "title": "Reverse-engineering write-up", "publisher": "Reddit user", "publishedAt": "2026-06-30", "reliability": "C", "credibility": 2, "stances": { "CL-1": "supports" }, "reason": "Others reproduced it." }""",
        [typeof(SupersedeEvidenceBody)] = """{ "supersededBy": "EV-12", "reason": "The article was corrected." }""",
        [typeof(NewEvidenceBody)] = """{ "kind": "report", "title": "Reverse-engineering write-up", "publisher": "Reddit user", "publishedAt": "2026-06-30", "reliability": "D", "credibility": 3, "stances": { "CL-1": "supports" } }""",
        [typeof(NewAssessmentBody)] = """{ "range": "vers:npm/*", "likelihood": "Moderate", "impact": "High", "rationale": "No independent audit.", "factors": [ { "code": "independent_audit", "rating": "High", "reason": "None is published." } ] }""",
        [typeof(NewDecisionBody)] = $$"""{ "tool": "claude-code", {{Terms}} }""",
        [typeof(EditDecisionBody)] = $$"""{ {{Terms}} }""",
        [typeof(ReviseBody)] = """{ "reason": "The fixed release was verified.", "ranges": ["vers:npm/>=2.1.91|<2.1.197"] }""",
        [typeof(RescheduleBody)] = """{ "reason": "Reported to shift.", "phases": [{ "from": "2026-07-03T00:00:00+08:00", "disposition": "HighRisk" }, { "from": "2026-07-17T00:00:00+08:00", "disposition": "Banned" }] }""",
        [typeof(ReasonBody)] = """{ "reason": "The evidence does not carry it." }""",
        [typeof(CommentBody)] = """{ "text": "Which releases were tested?" }""",
        [typeof(OptionalReasonBody)] = """{ "reason": "Overtaken by events." }""",
        [typeof(AnswerBody)] = """{ "answer": "We review it this week." }""",
        [typeof(NewExceptionBody)] = $$"""{ "decision": "TR-2", {{Exception}} }""",
        [typeof(ExceptionTermsBody)] = $$"""{ {{Exception}} }""",
        [typeof(NewRequestBody)] = """{ "kind": "review", "subject": "pkg:npm/left-pad", "reason": "Needed by the web team." }""",
        [typeof(CheckBatchBody)] = """{ "checks": [{ "subject": "pkg:npm/%40anthropic-ai/claude-code@2.1.95", "environment": "workstation" }, { "subject": "file-name:claude.exe", "environment": "ci" }] }""",
        [typeof(NewChannelBody)] = """{ "name": "office-network", "scope": { "environments": ["workstation"] }, "targets": ["rpz"], "contact": "it-help@example.com" }""",
        [typeof(ChannelTermsBody)] = """{ "scope": { "environments": ["workstation"] }, "targets": ["rpz"], "acceptsBroader": false }""",
        [typeof(NewWebhookBody)] = """{ "name": "approvers", "address": "https://hooks.slack.com/services/T000/B000/XXXX", "format": "slack", "events": ["decision.proposed", "decision.unratified"] }""",
        [typeof(WebhookTermsBody)] = """{ "format": "slack", "events": ["decision.proposed", "decision.in-force-soon"], "messageTemplate": "{message} {link}" }""",
        [typeof(NewTokenBody)] = """{ "name": "Dana's laptop", "owner": "dana@example.com", "role": "Analyst", "groups": ["security"], "expiresAt": "2026-12-31T00:00:00Z" }""",
        [typeof(NewRedactionBody)] = """{ "owner": "dana@example.com", "reason": "Left in 2024; asked for erasure." }""",
        [typeof(SetupBody)] = """{ "code": "…", "owner": "admin@example.com" }""",
        [typeof(VerdictView)] = """
            { "subject": "pkg:npm/%40anthropic-ai/claude-code@2.1.95", "version": "2.1.95", "tools": [{ "slug": "claude-code", "name": "Claude Code" }], "at": "2026-07-05T01:00:00+00:00", "outcome": "HighRisk", "action": "warn",
              "since": "2026-07-02T16:00:00+00:00", "next": { "at": "2026-07-09T16:00:00+00:00", "outcome": "Banned" }, "validUntil": "2026-07-09T16:00:00+00:00",
              "decisions": [{ "number": "TR-2", "disposition": "HighRisk", "since": "2026-07-02T16:00:00+00:00", "publicStatement": "Not for workplace use from 10 July. Use Qoder.", "reviewBy": "2026-09-29T16:00:00+00:00", "provisional": true, "confidence": "low", "independentOrigins": 1, "ratificationOverdue": false }],
              "alternatives": [{ "slug": "qoder", "name": "Qoder", "note": "Internal alternative", "ownProduct": true }], "constraints": [], "exception": null, "ranges": [], "notes": [], "revision": 17 }
            """,
    };

    public static JsonNode? Of(Type type) => ByType.TryGetValue(type, out var json) ? JsonNode.Parse(json) : null;
}
