using ToolRegistry.Domain;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Security;

/// <summary>What a principal may be allowed to do.</summary>
internal enum Permission
{
    /// <summary>Complete the first start; the code is the authority.</summary>
    Setup,

    /// <summary>End sessions; the session itself, or the provider's logout token, is the authority.</summary>
    EndSessions,

    /// <summary>Read what is published to everyone: the public halves of keys.</summary>
    ReadPublished,

    /// <summary>Ask single checks.</summary>
    Check,

    /// <summary>Ask many checks at once.</summary>
    CheckMany,

    /// <summary>Ask checks on behalf of other groups.</summary>
    CheckForGroups,

    /// <summary>Read approved records.</summary>
    Browse,

    /// <summary>File requests.</summary>
    FileRequests,

    /// <summary>Read drafts, evidence and internal text.</summary>
    ReadInternal,

    /// <summary>Edit tools, claims, evidence and assessments.</summary>
    EditTools,

    /// <summary>Draft decisions and exceptions, answer requests.</summary>
    Draft,

    /// <summary>Propose, revise, reschedule and withdraw decisions.</summary>
    Propose,

    /// <summary>Approve, reject, expedite, ratify and revoke; grant exceptions.</summary>
    Approve,

    /// <summary>Read the audit log.</summary>
    ReadAudit,

    /// <summary>Make, list and revoke tokens.</summary>
    ManageTokens,

    /// <summary>Take people out of the audit log.</summary>
    RedactAudit,

    /// <summary>Rotate signing keys.</summary>
    ManageKeys,

    /// <summary>Read channels.</summary>
    ReadChannels,

    /// <summary>Make and change channels.</summary>
    ManageChannels,

    /// <summary>Pull exports and read how faithful they are.</summary>
    PullExports,

    /// <summary>Read what exports would say if a decision were approved, and who pulled what.</summary>
    ReviewExports,

    /// <summary>Read webhooks, what they were told, and events.</summary>
    ReadWebhooks,

    /// <summary>Make, change and try webhooks.</summary>
    ManageWebhooks,
}

/// <summary>The one table of who may do what. What is not here is denied.</summary>
internal static class Permissions
{
    private static readonly IReadOnlySet<Permission> Reader = Set(Permission.Check, Permission.CheckMany, Permission.Browse, Permission.FileRequests);

    private static readonly Dictionary<Role, IReadOnlySet<Permission>> Table = new()
    {
        [Role.Reader] = Reader,
        [Role.Analyst] = Set([.. Reader, Permission.CheckForGroups, Permission.ReadInternal, Permission.EditTools, Permission.Draft, Permission.Propose, Permission.ReadChannels, Permission.PullExports, Permission.ReviewExports]),
        [Role.Approver] = Set([.. Reader, Permission.CheckForGroups, Permission.ReadInternal, Permission.Draft, Permission.Approve, Permission.ReadChannels, Permission.PullExports, Permission.ReviewExports]),
        [Role.Auditor] = Set([.. Reader, Permission.CheckForGroups, Permission.ReadInternal, Permission.ReadAudit, Permission.ReadWebhooks, Permission.ReadChannels, Permission.PullExports, Permission.ReviewExports]),
        [Role.Administrator] = Set([.. Reader, Permission.ManageTokens, Permission.RedactAudit, Permission.ManageKeys, Permission.ReadWebhooks, Permission.ManageWebhooks, Permission.ReadChannels, Permission.ManageChannels, Permission.PullExports]),
        [Role.Service] = Set(Permission.Check, Permission.CheckMany, Permission.CheckForGroups, Permission.ReadChannels, Permission.PullExports),
    };

    /// <summary>Whether the principal has the permission.</summary>
    public static bool May(this Principal principal, Permission permission, AccessSettings access) =>
        permission is Permission.Setup or Permission.EndSessions or Permission.ReadPublished || (principal.IsAnonymous ? May(role: null, permission, access) : principal.Roles.Any(role => May(role, permission, access)));

    /// <summary>Whether a role, or whoever has none, has the permission.</summary>
    public static bool May(Role? role, Permission permission, AccessSettings access) =>
        role is { } known ? Table[known].Contains(permission) : permission == Permission.Check && access.AnonymousCheck;

    /// <summary>Refuses a principal who has not the permission.</summary>
    /// <exception cref="DomainException"><c>access.unauthenticated</c>, <c>access.forbidden</c></exception>
    public static void Demand(this Principal principal, Permission permission, AccessSettings access)
    {
        if (principal.May(permission, access))
            return;
        throw principal.IsAnonymous
            ? Unauthenticated()
            : DomainException.Forbidden("access.forbidden", $"The role {string.Join(", ", principal.Roles)} may not do this; it needs the permission {permission}.");
    }

    /// <summary>The refusal of what nobody may do without signing in.</summary>
    public static DomainException Unauthenticated() =>
        new(Refusal.Unauthenticated, "access.unauthenticated", "Send an API token as Authorization: Bearer <token>.");

    private static HashSet<Permission> Set(params ReadOnlySpan<Permission> permissions) => [.. permissions];
}
