using System.Text.Json.Nodes;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>Bodies that are well-formed and break a rule: of decisions, identities, evidence, exceptions, requests and tokens.</summary>
[Collection(nameof(Unchanged))]
public sealed class BadTermsTests(Samples samples)
{
    [Theory]
    [InlineData("unordered", """[{"from":"2026-08-01T00:00:00Z","disposition":"HighRisk"},{"from":"2026-07-01T00:00:00Z","disposition":"Banned"}]""")]
    [InlineData("at one instant", """[{"from":"2026-08-01T00:00:00Z","disposition":"HighRisk"},{"from":"2026-08-01T00:00:00Z","disposition":"Banned"}]""")]
    [InlineData("at one instant in two offsets", """[{"from":"2026-08-01T00:00:00Z","disposition":"HighRisk"},{"from":"2026-08-01T08:00:00+08:00","disposition":"Banned"}]""")]
    [InlineData("twice the same", """[{"from":"2026-08-01T00:00:00Z","disposition":"Banned"},{"from":"2026-09-01T00:00:00Z","disposition":"Banned"}]""")]
    [InlineData("lapsed at first", """[{"from":"2026-08-01T00:00:00Z","disposition":"Lapsed"}]""")]
    [InlineData("none", "[]")]
    public Task Phases_ThatAreNoSchedule_AreRefused(string what, string phases) => RefusedInAllTermsAsync("phases", phases, what, withReschedule: true);

    [Theory]
    [InlineData("""["vers:npm/>="]""")]
    [InlineData("""["vers:npm"]""")]
    [InlineData("""["npm 1.0.0"]""")]
    [InlineData("""["*"]""")]
    [InlineData("""["vers:unheard-of/*"]""")]
    [InlineData("""["vers:npm/not a version"]""")]
    [InlineData("""["vers:npm/1.0.0|1.0.0"]""")]
    [InlineData("""["vers:npm/*","vers:npm/*"]""")]
    [InlineData("[]")]
    public Task Ranges_ThatCanNotBeRead_AreRefused(string ranges) => RefusedInAllTermsAsync("ranges", ranges, ranges);

    [Theory]
    [InlineData("""{"environments":["laptop"]}""")]
    [InlineData("""{"environments":["CI"]}""")]
    [InlineData("""{"regions":["Germany"]}""")]
    [InlineData("""{"groups":[" engineers"]}""")]
    [InlineData("""{"groups":["a\nb"]}""")]
    public Task Scope_ThatIsNone_IsRefused(string scope) => RefusedInAllTermsAsync("scope", scope, scope);

    [Theory]
    [InlineData("alternatives", """[{"tool":"sampled"}]""", 400, "decision.alternative-is-itself")]
    [InlineData("alternatives", """[{"tool":"unheard-of"}]""", 409, "decision.reference-unknown")]
    [InlineData("alternatives", """[{"tool":"instead"},{"tool":"instead"}]""", 400, "decision.terms-invalid")]
    [InlineData("alternatives", """[{"tool":"Not A Slug"}]""", 400, "request.invalid")]
    [InlineData("claims", """["CL-999"]""", 409, "decision.reference-unknown")]
    [InlineData("claims", """["CL-1","CL-1"]""", 400, "decision.terms-invalid")]
    [InlineData("claims", """["EV-1"]""", 400, "request.invalid")]
    [InlineData("evidence", """["EV-999"]""", 409, "decision.reference-unknown")]
    [InlineData("evidence", """["ev-1"]""", 400, "request.invalid")]
    [InlineData("assessment", "\"RA-999\"", 409, "decision.reference-unknown")]
    [InlineData("assessment", "\"RA-0\"", 400, "request.invalid")]
    [InlineData("publicStatement", "\"   \"", 400, "request.invalid", "decision.terms-invalid")]
    [InlineData("liftWhen", "\"two\\nlines\"", 400, "request.invalid", "decision.terms-invalid")]
    public Task Reference_ThatLeadsNowhere_IsRefused(string member, string json, int status, params string[] codes) => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in new[] { "DraftDecision", "EditDecision", "ReviseDecision" })
            await refusals.BodyAsync(samples.Document[operation], With(operation, member, json), $"{member} = {json}", status, codes);
    });

    [Fact]
    public Task ConstrainedPhase_WithoutConstraint_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        var body = samples["DraftDecision"].Body!.DeepClone().AsObject();
        body["phases"] = JsonNode.Parse("""[{"from":"2026-08-01T00:00:00Z","disposition":"Constrained"}]""");
        body["constraints"] = new JsonArray();
        await refusals.BodyAsync(samples.Document["DraftDecision"], body.ToJsonString(), "Constrained without constraint", 400, "decision.terms-invalid");
    });

    [Fact]
    public Task Choice_OfOneExceptionTwice_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in new[] { "EditDecision", "ReviseDecision" })
            await refusals.BodyAsync(samples.Document[operation], With(operation, "exceptions", """[{"exception":"EX-1","keep":true},{"exception":"EX-1","keep":false}]"""), "kept and ended", 400, "request.invalid");
    });

    [Fact]
    public Task Decision_OnAToolThatIsNotThere_IsRefused() => Refusals.AllAsync(samples, refusals =>
        refusals.BodyAsync(samples.Document["DraftDecision"], With("DraftDecision", "tool", "\"unheard-of\""), "an unknown tool", 404, "tool.not-found"));

    [Theory]
    [InlineData("""{"kind":"purl","value":"pkg:npm/sampled"}""", 409, "identifier.taken")]
    [InlineData("""{"kind":"purl","value":"PKG:NPM/sampled"}""", 409, "identifier.taken")]
    [InlineData("""{"kind":"purl","value":"pkg:npm/%73ampled"}""", 409, "identifier.taken")]
    [InlineData("""{"kind":"purl","value":"pkg:npm/added@1.0.0"}""", 400, "request.invalid", "identifier.has-version")]
    [InlineData("""{"kind":"purl","value":"pkg:npm/"}""", 400, "request.invalid", "identifier.invalid")]
    [InlineData("""{"kind":"sha256","value":"abc"}""", 400, "request.invalid", "identifier.invalid")]
    [InlineData("""{"kind":"domain","value":"-"}""", 400, "request.invalid", "identifier.invalid")]
    [InlineData("""{"kind":"Purl","value":"pkg:npm/added"}""", 400, "request.invalid", "identifier.invalid")]
    public Task Identifier_ThatIsTakenOrNone_IsRefused(string identifier, int status, params string[] codes) => Refusals.AllAsync(samples, async refusals =>
    {
        await refusals.BodyAsync(samples.Document["AddIdentifier"], identifier, identifier, status, codes);
        foreach (var operation in new[] { "RegisterTool", "IdentifyTool" })
            await refusals.BodyAsync(samples.Document[operation], With(operation, "identifiers", $"[{identifier}]"), identifier, status, codes);
    });

    [Theory]
    [InlineData("""[{"kind":"purl","value":"pkg:npm/twice"},{"kind":"purl","value":"pkg:npm/twice"}]""")]
    [InlineData("""[{"kind":"purl","value":"pkg:npm/twice"},{"kind":"purl","value":"pkg:NPM/twice","ownVersionLine":true}]""")]
    [InlineData("""[{"kind":"domain","value":"twice.example"},{"kind":"domain","value":"TWICE.example"}]""")]
    [InlineData("""[{"kind":"file-name","value":"twice.exe"},{"kind":"file-name","value":"TWICE.EXE"}]""")]
    [InlineData("""[{"kind":"sha256","value":"aBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaBaB"},{"kind":"sha256","value":"abababababababababababababababababababababababababababababababab"}]""")]
    public Task Identifier_StandingTwice_IsRefused(string identifiers) => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in new[] { "RegisterTool", "IdentifyTool" })
            await refusals.BodyAsync(samples.Document[operation], With(operation, "identifiers", identifiers), identifiers, 409, "identifier.duplicate");
    });

    [Theory]
    [InlineData("RegisterTool", "slug", "\"sampled\"", 409, "tool.exists")]
    [InlineData("RegisterTool", "slug", "\"Sampled\"", 400, "request.invalid")]
    [InlineData("RegisterTool", "slug", "\"-a\"", 400, "request.invalid")]
    [InlineData("RegisterTool", "owner", "\"two words\"", 400, "request.invalid")]
    [InlineData("RegisterTool", "versionScheme", "\"NPM\"", 400, "request.invalid")]
    [InlineData("RegisterTool", "releases", """[{"version":"1.0.0"},{"version":"1.0.0"}]""", 409, "release.duplicate")]
    [InlineData("AddRelease", "artifacts", """[{"sha256":"abc"}]""", 400, "request.invalid")]
    [InlineData("AddClaim", "range", "\"vers:unheard-of/*\"", 400, "request.invalid")]
    [InlineData("AddAssessment", "nextReviewAt", "\"2026-06-01T00:00:00Z\"", 400, "assessment.invalid")]
    [InlineData("AddEvidence", "url", "\"file:///etc/passwd\"", 400, "evidence.invalid")]
    [InlineData("AddEvidence", "url", "\"javascript:alert(1)\"", 400, "evidence.invalid")]
    [InlineData("AddEvidence", "credibility", "0", 400, "request.invalid")]
    [InlineData("AddEvidence", "credibility", "7", 400, "request.invalid")]
    [InlineData("AddEvidence", "reliability", "\"a\"", 400, "request.invalid")]
    [InlineData("AddEvidence", "stances", """{"CL-999":"supports"}""", 409, "claim.unknown")]
    [InlineData("AddEvidence", "stances", """{"1":"supports"}""", 400, "request.invalid")]
    [InlineData("AddEvidence", "derivedFrom", """["EV-999"]""", 409, "evidence.unknown")]
    [InlineData("DraftException", "decision", "\"TR-999\"", 404, "decision.not-found")]
    [InlineData("DraftException", "until", "\"2026-07-01T00:00:00Z\"", 400, "request.invalid")]
    [InlineData("DraftException", "until", "\"2028-07-01T00:00:00Z\"", 400, "exception.terms-invalid")]
    [InlineData("DraftException", "audience", "{}", 400, "exception.terms-invalid")]
    [InlineData("DraftException", "compensatingControls", "[]", 400, "exception.terms-invalid")]
    [InlineData("EditException", "audience", """{"groups":[]}""", 400, "exception.terms-invalid")]
    [InlineData("FileRequest", "decision", "null", 400, "request.invalid")]
    [InlineData("FileRequest", "decision", "\"TR-999\"", 409, "decision.not-in-force")]
    [InlineData("FileRequest", "kind", "\"review\"", 400, "request.invalid")]
    [InlineData("FileRequest", "subject", "\"Not A Subject\"", 400, "request.invalid")]
    [InlineData("IssueToken", "role", "\"reader\"", 400, "request.invalid")]
    [InlineData("IssueToken", "role", "\"0\"", 400, "request.invalid")]
    [InlineData("IssueToken", "expiresAt", "\"2026-07-01T08:00:00Z\"", 400, "request.invalid")]
    [InlineData("IssueToken", "expiresAt", "\"2030-01-01T00:00:00Z\"", 400, "request.invalid")]
    [InlineData("IssueToken", "owner", "\"dän\"", 400, "request.invalid")]
    [InlineData("CompleteSetup", "code", "\"another\"", 403, "setup.code-invalid")]
    [InlineData("CheckBatch", "checks", "[]", 400, "request.invalid")]
    [InlineData("CheckBatch", "checks", """[{"subject":""}]""", 400, "request.invalid")]
    [InlineData("CheckBatch", "checks", """[{"subject":"sampled","environment":"laptop"}]""", 400, "scope.invalid")]
    [InlineData("CheckBatch", "checks", """[{"subject":"pkg:npm/a@1","version":"2"}]""", 400, "check.version-conflict")]
    public Task Member_ThatBreaksARule_IsRefused(string operation, string member, string json, int status, string code) =>
        Refusals.AllAsync(samples, refusals => refusals.BodyAsync(samples.Document[operation], With(operation, member, json), $"{member} = {json}", status, code));

    [Fact]
    public Task Batch_OfMoreThanTenThousand_IsRefused() => Refusals.AllAsync(samples, refusals =>
        refusals.BodyAsync(samples.Document["CheckBatch"], $"{{\"checks\":[{string.Join(',', Enumerable.Repeat("""{"subject":"sampled"}""", 10_001))}]}}", "10,001 checks", 400, "request.invalid"));

    private Task RefusedInAllTermsAsync(string member, string json, string what, bool withReschedule = false) => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in (string[])["DraftDecision", "EditDecision", "ReviseDecision", .. withReschedule ? ["RescheduleDecision"] : Array.Empty<string>()])
            await refusals.BodyAsync(samples.Document[operation], With(operation, member, json), what, 400);
    });

    private string With(string operation, string member, string json)
    {
        var body = samples[operation].Body!.DeepClone().AsObject();
        body[member] = JsonNode.Parse(json);
        return body.ToJsonString();
    }
}
