using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>A request that an operation carries out: who sends it, to what address, with what body.</summary>
internal sealed record Sample(Caller By, string Path, JsonObject? Body = null);

/// <summary>
/// One sample for each operation, on a record of its own, so that no sample stands in the way of another. The bodies
/// give every member that there is. Tests spoil a sample in one place and expect a refusal.
/// </summary>
public sealed partial class Samples : Staff
{
    internal const string SetupCodeText = "setup-code-of-the-tests";

    private readonly Dictionary<string, Sample> byOperation = new(StringComparer.Ordinal);
    private string tool = "";
    private string claim = "";
    private string evidence = "";
    private string assessment = "";
    private string restriction = "";
    private string exception = "";

    internal Sample this[string operation] =>
        byOperation.TryGetValue(operation, out var sample) ? sample : throw new InvalidOperationException($"There is no sample for the operation {operation}: add one to {nameof(Samples)}.");

    internal IEnumerable<string> Operations => byOperation.Keys;

    /// <summary>Samples for one test alone, which spends them.</summary>
    internal static async Task<Samples> StartAsync(Action<IServiceCollection>? services = null)
    {
        var samples = new Samples { Services = services };
        await samples.InitializeAsync();
        return samples;
    }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        tool = await ToolAsync("sampled");
        await ToolAsync("instead");
        await DecideAsync("instead", "Approved");
        claim = await NumberAsync("claims", Claim());
        evidence = await NumberAsync("evidence", Evidence());
        assessment = await NumberAsync("risk-assessments", Assessment());
        restriction = NumberOf(await DecideAsync(tool));
        exception = NumberOf(await ExceptAsync(restriction));
        await AddToolsAsync();
        await AddRecordsAsync();
        await AddDecisionsAsync();
        await AddReviewsAsync();
        await AddExceptionsAsync();
        await AddRequestsAsync();
        await AddChannelsAsync();
        await AddSantaAsync();
        await AddWebhooksAsync();
        await AddAdministrationAsync();
    }

    /// <summary>Sends a sample, as another caller or with another body or ETag if need be.</summary>
    internal Task<Answer> SendAsync(string operation, Caller? by = null, object? body = null, string? etag = "*", string? key = null)
    {
        var sample = this[operation];
        var method = Document[operation].Method;
        return (by ?? sample.By).SendAsync(method, sample.Path, method == HttpMethod.Get ? null : body ?? sample.Body?.ToJsonString(), etag, key);
    }

    private async Task<string> NumberAsync(string kind, JsonObject body) =>
        (await Analyst.PostAsync($"/v1/tools/{tool}/{kind}", body.ToJsonString())).Expect(201)["number"]!.GetValue<string>();

    /// <summary>Evidence that any bytes may be the copy of.</summary>
    private async Task<string> BareEvidenceAsync()
    {
        var body = Evidence();
        body.Remove("sha256");
        return await NumberAsync("evidence", body);
    }

    private void Add(string operation, Caller by, string path, JsonObject? body = null) => byOperation.Add(operation, new Sample(by, path, body));

    private async Task AddToolsAsync()
    {
        Add("ListTools", this[Role.Reader], "/v1/tools");
        Add("GetTool", this[Role.Reader], $"/v1/tools/{tool}");
        Add("GetIdentity", this[Role.Reader], $"/v1/tools/{tool}/identifiers");
        Add("ListReleases", this[Role.Reader], $"/v1/tools/{tool}/releases");
        Add("RegisterTool", Analyst, "/v1/tools", NewTool());
        Add("DescribeTool", Analyst, $"/v1/tools/{await ToolAsync()}", Details());
        Add("IdentifyTool", Analyst, $"/v1/tools/{await ToolAsync()}/identifiers", Identity("pkg:npm/identified"));
        Add("AddIdentifier", Analyst, $"/v1/tools/{await ToolAsync()}/identifiers", Identifier("pkg:npm/added"));
        Add("AddRelease", Analyst, $"/v1/tools/{await ToolAsync()}/releases", Release('a'));
        Add("ApproveIdentity", Approver, $"/v1/tools/{await WaitingToolAsync("pkg:npm/to-approve")}/identifiers/approve");
        Add("RejectIdentity", Approver, $"/v1/tools/{await WaitingToolAsync("pkg:npm/to-reject")}/identifiers/reject");
    }

    /// <summary>A tool with a change of identity that waits for approval.</summary>
    private async Task<string> WaitingToolAsync(string purl)
    {
        var slug = await ToolAsync();
        await DecideAsync(slug, "Approved");
        (await Analyst.PutAsync($"/v1/tools/{slug}/identifiers", Identity(purl), "*")).Expect(202);
        return slug;
    }

    private async Task AddRecordsAsync()
    {
        var address = $"/v1/tools/{tool}";
        Add("ListClaims", Analyst, $"{address}/claims");
        Add("AddClaim", Analyst, $"{address}/claims", Claim());
        Add("GetClaim", Analyst, $"{address}/claims/{claim}");
        Add("ChangeClaim", Analyst, $"{address}/claims/{await NumberAsync("claims", Claim())}", ChangedClaim());
        Add("ListEvidence", Analyst, $"{address}/evidence");
        Add("AddEvidence", Analyst, $"{address}/evidence", Evidence(evidence));
        Add("GetEvidence", Analyst, $"{address}/evidence/{evidence}");
        Add("ChangeEvidence", Analyst, $"{address}/evidence/{await NumberAsync("evidence", Evidence())}", ChangedEvidence());
        Add("WithdrawEvidence", Analyst, $"{address}/evidence/{await NumberAsync("evidence", Evidence())}/withdraw", Reason());
        Add("SupersedeEvidence", Analyst, $"{address}/evidence/{await NumberAsync("evidence", Evidence())}/supersede", Superseded());
        var (bare, copied) = (await BareEvidenceAsync(), await BareEvidenceAsync());
        (await Analyst.PutAsync($"{address}/evidence/{copied}/copy", "{}", "*")).Expect(200);
        Add("StoreEvidenceCopy", Analyst, $"{address}/evidence/{bare}/copy", Claim());
        Add("GetEvidenceCopy", Analyst, $"{address}/evidence/{copied}/copy");
        Add("ListAssessments", Analyst, $"{address}/risk-assessments");
        Add("AddAssessment", Analyst, $"{address}/risk-assessments", Assessment());
        Add("GetAssessment", Analyst, $"{address}/risk-assessments/{assessment}");
        Add("GetCurrentAssessment", Analyst, $"{address}/risk-assessments/current?version=1.0.0");
        Add("Check", Anonymous, $"/v1/check?subject={tool}");
        Add("CheckBatch", this[Role.Service], "/v1/check", Batch());
        Add("CheckSbom", this[Role.Service], "/v1/check/sbom", Sbom());
    }

    private async Task AddDecisionsAsync()
    {
        Add("ListDecisions", this[Role.Reader], "/v1/decisions");
        Add("GetDecision", this[Role.Reader], $"/v1/decisions/{restriction}");
        Add("ListRevisions", this[Role.Reader], $"/v1/decisions/{restriction}/revisions");
        Add("GetDecisionReport", this[Role.Reader], $"/v1/decisions/{restriction}/report");
        var drafted = FullTerms();
        drafted["tool"] = tool;
        Add("DraftDecision", Analyst, "/v1/decisions", drafted);
        var edited = FullTerms();
        edited["exceptions"] = Choices();
        Add("EditDecision", Analyst, await DraftAsync(tool), edited);
        var revised = FullTerms();
        revised["reason"] = "The fixed release was verified.";
        revised["exceptions"] = Choices();
        Add("ReviseDecision", Analyst, $"{await DecideAsync(tool)}/revise", revised);
        Add("RescheduleDecision", Analyst, $"{await DecideAsync(tool)}/reschedule", new JsonObject { ["reason"] = "It shifts.", ["phases"] = Phases("2026-08-01T00:00:00Z") });
    }

    private async Task AddReviewsAsync()
    {
        Add("ProposeDecision", Analyst, $"{await DraftAsync(tool)}/propose");
        Add("ApproveDecision", Approver, $"{await ProposeAsync(tool)}/approve");
        Add("CommentDecision", Approver, $"{await ProposeAsync(tool)}/comment", new JsonObject { ["text"] = "Which release is fixed?" });
        Add("ReturnDecision", Approver, $"{await ProposeAsync(tool)}/return", Reason());
        Add("RejectDecision", Approver, $"{await ProposeAsync(tool)}/reject", Reason());
        Add("WithdrawDecision", Analyst, $"{await DraftAsync(tool)}/withdraw", Reason());
        Add("ExpediteDecision", Approver, $"{await DraftAsync(tool)}/expedite", Reason());
        var expedited = await DraftAsync(tool, by: Approver);
        (await Approver.VerbAsync(expedited, "expedite", new { reason = "It spreads." })).Expect(200);
        Add("RatifyDecision", SecondApprover, $"{expedited}/ratify");
        Add("RevokeDecision", Approver, $"{await DecideAsync(tool)}/revoke", Reason());
    }

    private async Task AddExceptionsAsync()
    {
        Add("ListExceptions", Auditor, "/v1/exceptions");
        Add("GetException", Auditor, $"/v1/exceptions/{exception}");
        var terms = Exception(restriction);
        terms["audience"] = Scope();
        terms["reviewBy"] = "2026-09-01T00:00:00Z";
        Add("DraftException", Analyst, "/v1/exceptions", terms);
        var edited = terms.DeepClone().AsObject();
        edited.Remove("decision");
        Add("EditException", Analyst, await ExceptAsync(restriction), edited);
        Add("ProposeException", Analyst, $"{await ExceptAsync(restriction)}/propose");
        Add("ApproveException", Approver, $"{await ProposedExceptionAsync()}/approve");
        Add("RejectException", Approver, $"{await ProposedExceptionAsync()}/reject", Reason());
        Add("WithdrawException", Analyst, $"{await ExceptAsync(restriction)}/withdraw");
        var granted = await ProposedExceptionAsync();
        (await Approver.VerbAsync(granted, "approve")).Expect(200);
        Add("RevokeException", Approver, $"{granted}/revoke", Reason());
    }

    private async Task<string> ProposedExceptionAsync()
    {
        var proposed = await ExceptAsync(restriction);
        (await Analyst.VerbAsync(proposed, "propose")).Expect(200);
        return proposed;
    }

    private async Task AddRequestsAsync()
    {
        Add("ListRequests", this[Role.Reader], "/v1/requests");
        Add("GetRequest", this[Role.Reader], await FileAsync(this[Role.Reader]));
        Add("FileRequest", this[Role.Reader], "/v1/requests", new JsonObject { ["kind"] = "exception", ["subject"] = "pkg:npm/left-pad", ["reason"] = "Needed.", ["decision"] = restriction });
        Add("ApproveRequest", Analyst, $"{await FileAsync(this[Role.Reader])}/approve", new JsonObject { ["answer"] = "We review it this week." });
        Add("RejectRequest", Analyst, $"{await FileAsync(this[Role.Reader])}/reject", Reason());
        Add("WithdrawRequest", this[Role.Reader], $"{await FileAsync(this[Role.Reader])}/withdraw");
    }

    private async Task AddChannelsAsync()
    {
        Add("ListChannels", this[Role.Service], "/v1/channels");
        Add("GetChannel", this[Role.Service], $"/v1/channels/{await ChannelAsync()}");
        Add("CreateChannel", Administrator, "/v1/channels", NewChannel("sampled"));
        Add("ChangeChannel", Administrator, $"/v1/channels/{await ChannelAsync()}", ChannelTerms());
        Add("ApproveChannel", SecondAdministrator, $"/v1/channels/{await LooseningChannelAsync()}/approve");
        Add("RejectChannel", SecondAdministrator, $"/v1/channels/{await LooseningChannelAsync()}/reject");
        var served = await ChannelAsync();
        Add("ListTargets", this[Role.Service], "/v1/exports");
        Add("PullExport", this[Role.Service], $"/v1/exports/rpz?channel={served}");
        Add("GetFidelity", this[Role.Service], $"/v1/exports/rpz/fidelity?channel={served}");
        Add("GetDiff", Auditor, $"/v1/exports/rpz/diff?channel={served}&from=2026-07-01T00:00:00Z");
        Assert.Equal(200, (await this[Role.Service].GetAsync($"/v1/exports/rpz?channel={served}")).Status);
        await Host.WriteUsesAsync();
        Add("ListPulls", Auditor, $"/v1/channels/{served}/pulls");
        Add("SignExport", this[Role.Service], $"/v1/exports/rpz/signature?channel={served}");
    }

    private async Task AddSantaAsync()
    {
        var channel = await ChannelAsync("santa-sync");
        var address = $"/v1/channels/{channel}/santa";
        Add("BeginSantaSync", this[Role.Service], $"{address}/preflight/sampled", new JsonObject { ["serial_num"] = "C02", ["request_clean_sync"] = true });
        Add("UploadSantaEvents", this[Role.Service], $"{address}/eventupload/sampled", new JsonObject { ["events"] = new JsonArray(new JsonObject { ["file_sha256"] = new string('a', 64), ["signing_id"] = "TEAM123456:com.example.sampled" }) });
        (await this[Role.Service].PostAsync($"{address}/preflight/begun", "{}")).Expect(200);
        Add("DownloadSantaRules", this[Role.Service], $"{address}/ruledownload/begun", []);
        Add("EndSantaSync", this[Role.Service], $"{address}/postflight/begun", new JsonObject { ["rules_received"] = 1, ["rules_processed"] = 1 });
        Add("ListMachines", Auditor, $"/v1/channels/{channel}/machines");
    }

    private async Task AddWebhooksAsync()
    {
        Add("ListWebhooks", Auditor, "/v1/webhooks");
        Add("CreateWebhook", Administrator, "/v1/webhooks", NewWebhook("sampled"));
        Add("GetWebhook", Auditor, $"/v1/webhooks/{await WebhookAsync()}");
        Add("ChangeWebhook", Administrator, $"/v1/webhooks/{await WebhookAsync()}", WebhookTerms());
        Add("RotateWebhookSecret", Administrator, $"/v1/webhooks/{await WebhookAsync()}/rotate");
        Add("TestWebhook", Administrator, $"/v1/webhooks/{await WebhookAsync()}/test");
        Add("ResendDead", Administrator, $"/v1/webhooks/{await WebhookAsync()}/resend");
        var told = await WebhookAsync();
        var delivery = (await Administrator.PostAsync($"/v1/webhooks/{told}/test")).Expect(202)["event"];
        Add("ListDeliveries", Auditor, $"/v1/webhooks/{told}/deliveries");
        Add("GetDelivery", Auditor, $"/v1/webhooks/{told}/deliveries/{delivery}");
        Add("ResendDelivery", Administrator, $"/v1/webhooks/{told}/deliveries/{delivery}/resend");
        Add("ListEvents", Auditor, "/v1/events");
    }

    private async Task AddAdministrationAsync()
    {
        await Host.WithDatabaseAsync(async db =>
        {
            db.SetupCodes.Add(new SetupCode { Hash = Secret.HashOf(SetupCodeText), ExpiresAt = Host.Clock.GetUtcNow() + SetupCode.Lifetime });
            return await db.SaveChangesAsync();
        });
        Add("CompleteSetup", Anonymous, "/v1/setup", new JsonObject { ["code"] = SetupCodeText, ["owner"] = "first" });
        Add("ListTokens", Administrator, "/v1/tokens");
        Add("IssueToken", Administrator, "/v1/tokens", NewToken());
        Add("GetToken", Administrator, $"/v1/tokens/{(await TokenAsync(Role.Reader, "read")).Id}");
        Add("RevokeToken", Administrator, $"/v1/tokens/{(await TokenAsync(Role.Reader, "revoked")).Id}/revoke");
        Add("GetSnapshot", this[Role.Reader], "/v1/snapshot");
        Add("ListKeys", Anonymous, "/v1/keys");
        Add("RotateKey", Administrator, "/v1/keys");
        Add("ListUnknown", Auditor, "/v1/insights/unknown");
        Add("GetUsage", Auditor, $"/v1/insights/usage?decision={restriction}");
        Add("ListReviews", Auditor, "/v1/reviews");
        Add("GetCis2Report", Auditor, "/v1/reports/cis-2");
        Add("ListAudit", Auditor, "/v1/audit");
        Add("GetCheckpoint", Auditor, "/v1/audit/checkpoint");
        Add("ExportAudit", Auditor, "/v1/audit/export");
        Add("RedactAudit", Administrator, "/v1/audit/redactions", new JsonObject { ["owner"] = "long-gone", ["reason"] = "Asked for erasure." });
        Add("VerifyAudit", Auditor, "/v1/audit/verify");
    }

    private JsonObject NewToken() => new()
    {
        ["name"] = "Dana's laptop",
        ["owner"] = "dana",
        ["role"] = "Reader",
        ["expiresAt"] = Host.Clock.GetUtcNow().AddDays(30).ToString("O", CultureInfo.InvariantCulture),
        ["groups"] = new JsonArray("security"),
    };
}
