using System.Text.Json;
using System.Text.Json.Nodes;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Channels;
using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Signing;
using ToolRegistry.Infrastructure.Webhooks;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>What an audit entry says of a record before and after a change, and by what name it calls it.</summary>
internal static class AuditProjection
{
    /// <summary>The record's name, such as <c>TR-42</c>; null for what is no record of its own.</summary>
    public static string? SubjectOf(object entity) => entity switch
    {
        Tool tool => tool.Slug,
        Decision decision => Numbers.Format(Numbers.Decision, decision.Number),
        ExceptionRecord exception => Numbers.Format(Numbers.Exception, exception.Number),
        Request request => Numbers.Format(Numbers.Request, request.Number),
        Claim claim => Numbers.Format(Numbers.Claim, claim.Number),
        EvidenceRecord evidence => Numbers.Format(Numbers.Evidence, evidence.Number),
        RiskAssessment assessment => Numbers.Format(Numbers.Assessment, assessment.Number),
        Channel channel => $"channel:{channel.Name}",
        ApiToken token => $"token:{token.Id}",
        SigningKey key => $"key:{key.Id}",
        Webhook webhook => Webhook.SubjectOf(webhook.Name),
        _ => null,
    };

    /// <summary>The record as it is now. Secrets never stand in it.</summary>
    public static JsonNode? Of(object entity) => JsonSerializer.SerializeToNode<object>(
        entity switch
        {
            Tool tool => new { tool.Slug, tool.Details, tool.Identity, tool.PendingIdentity, Releases = tool.Releases.Count },
            Decision decision => new { decision.Number, decision.Tool, decision.State, Revision = decision.Revisions.Count, decision.InForce, decision.Pending },
            Claim claim => new { claim.Number, claim.Tool, claim.Range, claim.Status, claim.Statement, claim.CreatedBy, claim.CreatedAt, claim.History[^1].Reason },
            EvidenceRecord evidence => new { evidence.Number, evidence.Tool, evidence.Status, evidence.SupersededBy, evidence.Content, evidence.RecordedBy, evidence.RecordedAt, evidence.History[^1].Reason },
            ApiToken token => new { token.Id, token.Name, token.Owner, token.Role, token.Groups, token.ExpiresAt, token.RevokedAt },
            SigningKey key => new { key.Id, key.PublicKey, key.CreatedAt },
            Webhook webhook => new { webhook.Name, webhook.Terms, Secrets = webhook.Secrets.Select(s => new { s.From, s.Until }) },
            _ => entity,
        },
        StoredJson.Options);
}
