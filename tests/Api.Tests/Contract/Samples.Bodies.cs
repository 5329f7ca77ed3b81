using System.Text.Json.Nodes;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>The bodies of the samples.</summary>
public sealed partial class Samples
{
    private static JsonObject Details() => new()
    {
        ["name"] = "Sample",
        ["publisher"] = "Example",
        ["category"] = "linter",
        ["businessPurpose"] = "Keeps code tidy.",
        ["owner"] = "it-tools@example.com",
        ["supportStatus"] = "supported",
        ["endOfSupport"] = "2030-01-01",
        ["lastVerifiedAt"] = "2026-06-30",
    };

    private static JsonObject NewTool()
    {
        var body = Details();
        body["slug"] = "registered";
        body["versionScheme"] = "npm";
        body["oneVersionLine"] = true;
        body["identifiers"] = new JsonArray(Identifier("pkg:npm/registered"));
        body["releases"] = new JsonArray(Release('b'));
        return body;
    }

    private static JsonObject Identifier(string purl) => new() { ["kind"] = "purl", ["value"] = purl, ["ownVersionLine"] = false };

    private static JsonObject Identity(string purl) => new()
    {
        ["versionScheme"] = "npm",
        ["oneVersionLine"] = true,
        ["identifiers"] = new JsonArray(Identifier(purl)),
    };

    private static JsonObject Release(char digit) => new()
    {
        ["version"] = "1.0.0",
        ["releasedAt"] = "2026-06-01",
        ["artifacts"] = new JsonArray(new JsonObject { ["sha256"] = new string(digit, 64), ["platform"] = "windows-x64", ["fileName"] = "sample.exe" }),
    };

    private static JsonObject Claim() => new() { ["range"] = "vers:npm/>=1.0.0|<2.0.0", ["status"] = "disputed", ["statement"] = "It phones home." };

    private static JsonObject Assessment() => new() { ["range"] = "vers:npm/*", ["likelihood"] = "High", ["impact"] = "Moderate", ["rationale"] = "No audit.", ["factors"] = new JsonArray(new JsonObject { ["code"] = "independent_audit", ["rating"] = "High", ["reason"] = "None is published." }), ["nextReviewAt"] = "2026-12-01T00:00:00Z" };

    private JsonObject Evidence(string? source = null) => new()
    {
        ["kind"] = "report",
        ["title"] = "Write-up",
        ["publisher"] = "Someone",
        ["url"] = "https://example.com/write-up",
        ["publishedAt"] = "2026-06-30",
        ["retrievedAt"] = "2026-07-01",
        ["sha256"] = new string('c', 64),
        ["reliability"] = "D",
        ["credibility"] = 3,
        ["stances"] = new JsonObject { [claim] = "supports" },
        ["derivedFrom"] = source is null ? [] : new JsonArray(source),
    };

    private static JsonObject ChangedClaim()
    {
        var body = Claim();
        (body["status"], body["reason"]) = ("confirmed", "Two teams reproduced it.");
        return body;
    }

    private JsonObject ChangedEvidence()
    {
        var body = Evidence(evidence);
        body["reason"] = "The author is known now.";
        return body;
    }

    private JsonObject Superseded() => new() { ["supersededBy"] = evidence, ["reason"] = "The article was corrected." };

    private static JsonObject Scope() => new()
    {
        ["groups"] = new JsonArray("engineers"),
        ["environments"] = new JsonArray("workstation"),
        ["regions"] = new JsonArray("DE"),
    };

    private static JsonArray Phases(string from) => new(new JsonObject { ["from"] = from, ["disposition"] = "Banned" });

    private JsonArray Choices() => new(new JsonObject { ["exception"] = exception, ["keep"] = true });

    private static JsonObject Reason() => new() { ["reason"] = "The evidence does not carry it." };

    private JsonObject FullTerms() => new()
    {
        ["ranges"] = new JsonArray("vers:npm/>=1.0.0"),
        ["scope"] = Scope(),
        ["phases"] = Phases("2026-07-10T00:00:00+08:00"),
        ["alternatives"] = new JsonArray(new JsonObject { ["tool"] = "instead", ["note"] = "Ask the tools team." }),
        ["constraints"] = new JsonArray("Only in the sandbox."),
        ["identifiers"] = new JsonArray("domain:shared.example"),
        ["claims"] = new JsonArray(claim),
        ["evidence"] = new JsonArray(evidence),
        ["assessment"] = assessment,
        ["liftWhen"] = "an audit is published",
        ["publicStatement"] = "Not for workplace use.",
        ["rationale"] = "The mechanism is confirmed.",
        ["reviewBy"] = "2026-09-30T00:00:00Z",
    };

    private static JsonObject ChannelTerms() => new()
    {
        ["scope"] = Scope(),
        ["targets"] = new JsonArray("rpz"),
        ["contact"] = "it-help@example.com",
        ["messageTemplate"] = "{tool}: {statement}",
        ["dispositions"] = new JsonArray("Banned"),
        ["unknown"] = "allow",
        ["acceptsBroader"] = true,
        ["acceptsNarrower"] = false,
    };

    private static JsonObject WebhookTerms() => new()
    {
        ["address"] = "https://hooks.example.com/T1/B1",
        ["format"] = "slack",
        ["events"] = new JsonArray("decision.approved", "decision.in-force"),
        ["messageTemplate"] = "{message} {link}",
        ["enabled"] = true,
    };

    private static JsonObject NewWebhook(string name)
    {
        var body = WebhookTerms();
        body["name"] = name;
        return body;
    }

    private static JsonObject NewChannel(string name)
    {
        var body = ChannelTerms();
        body["name"] = name;
        return body;
    }

    private static JsonObject Sbom() => new()
    {
        ["bomFormat"] = "CycloneDX",
        ["specVersion"] = "1.6",
        ["components"] = new JsonArray(new JsonObject { ["type"] = "library", ["name"] = "left-pad", ["version"] = "1.0.0", ["purl"] = "pkg:npm/left-pad@1.0.0" }),
    };

    private static JsonObject Batch() => new()
    {
        ["checks"] = new JsonArray(new JsonObject
        {
            ["subject"] = "pkg:npm/left-pad",
            ["version"] = "1.0.0",
            ["groups"] = new JsonArray("engineers"),
            ["environment"] = "ci",
            ["region"] = "DE",
            ["at"] = "2026-07-10T00:00:00Z",
        }),
    };
}
