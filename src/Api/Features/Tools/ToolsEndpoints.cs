using MediatR;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Features.Tools;

internal static class ToolsEndpoints
{
    private static readonly string[] IdentityCodes =
        ["tool.not-found", "identifier.duplicate", "identifier.taken", "identifier.invalid", "identifier.has-version", "identifier.purl-qualifiers", "tool.identity-invalid", "tool.identity-pending", "version-scheme.unknown"];

    public static void MapTools(this IEndpointRouteBuilder api)
    {
        var tools = api.MapGroup("/tools").WithTags("tools");

        tools.MapGet("/", (string? q, string? publisher, string? category, string? owner, string? supportStatus, int? limit, string? cursor, string? sort, IMediator mediator, CancellationToken ct) =>
                mediator.Send(new ListTools(new PageQuery(limit, cursor, sort), q, publisher, category, owner, supportStatus), ct))
            .Lists<ListTools, ToolSummary>("List tools; sort by slug, name, publisher or createdAt", "owner.invalid");

        tools.MapPost("/", (NewToolBody body, IMediator mediator, CancellationToken ct) => mediator.CreatedAsync(new RegisterTool(body), t => $"/v1/tools/{t.Slug}", ct))
            .Says<RegisterTool, ToolView>("Register a tool", StatusCodes.Status201Created, [.. IdentityCodes, "tool.exists", "tool.invalid", "tool.slug-invalid", "release.duplicate", "release.invalid", "owner.invalid"]);

        tools.MapGet("/{slug}", (string slug, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetTool(slug), ct))
            .Says<GetTool, ToolView>("Read a tool", StatusCodes.Status200OK, "tool.not-found");

        tools.MapPut("/{slug}", (string slug, ToolDetailsBody body, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new DescribeTool(slug, body), ct))
            .Changes<DescribeTool, ToolView>("Change a tool's details", StatusCodes.Status200OK, "tool.not-found", "tool.invalid", "owner.invalid");

        tools.MapGet("/{slug}/identifiers", (string slug, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new GetIdentity(slug), ct))
            .Says<GetIdentity, IdentityBody>("Read by what a tool is recognised", StatusCodes.Status200OK, "tool.not-found");

        tools.MapPut("/{slug}/identifiers", async (string slug, IdentityBody body, IMediator mediator, CancellationToken ct) => OkOrAccepted(await mediator.Send(new IdentifyTool(slug, body), ct)))
            .Changes<IdentifyTool, ToolView>("Replace a tool's identifiers and version line; 202: it waits for another person's approval", StatusCodes.Status200OK, IdentityCodes)
            .Produces<ToolView>(StatusCodes.Status202Accepted);

        tools.MapPost("/{slug}/identifiers", async (string slug, IdentifierBody body, IMediator mediator, CancellationToken ct) => CreatedOrAccepted(await mediator.Send(new AddIdentifier(slug, body), ct)))
            .Adds<AddIdentifier, ToolView>("Add an identifier; 202: it waits for another person's approval", IdentityCodes)
            .Produces<ToolView>(StatusCodes.Status202Accepted);

        tools.MapPost("/{slug}/identifiers/approve", (string slug, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new ApproveIdentity(slug), ct))
            .Changes<ApproveIdentity, ToolView>("Approve the change of identity that waits", StatusCodes.Status200OK, "tool.not-found", "tool.no-identity-pending", "review.four-eyes", "review.already-approved", "approval.sign-in-required", "identifier.taken");

        tools.MapPost("/{slug}/identifiers/reject", (string slug, IMediator mediator, CancellationToken ct) => mediator.OkAsync(new RejectIdentity(slug), ct))
            .Changes<RejectIdentity, ToolView>("Drop the change of identity that waits", StatusCodes.Status200OK, "tool.not-found", "tool.no-identity-pending");

        tools.MapGet("/{slug}/releases", (string slug, IMediator mediator, CancellationToken ct) => mediator.Send(new ListReleases(slug), ct))
            .Says<ListReleases, ReleaseList>("List a tool's releases", StatusCodes.Status200OK, "tool.not-found");

        tools.MapPost("/{slug}/releases", async (string slug, ReleaseBody body, IMediator mediator, CancellationToken ct) => CreatedOrAccepted(await mediator.Send(new AddRelease(slug, body), ct)))
            .Adds<AddRelease, ToolView>("Record a release; 202: its artifacts wait for another person's approval", [.. IdentityCodes, "release.duplicate", "release.invalid", "release.too-many"])
            .Produces<ToolView>(StatusCodes.Status202Accepted);
    }

    private static Reply<ToolView> OkOrAccepted(Stored<ToolView> tool) => tool.Body.Pending is null ? Reply.Ok(tool) : Reply.Accepted(tool);

    private static Reply<ToolView> CreatedOrAccepted(Stored<ToolView> tool) => tool.Body.Pending is null ? Reply.Created(tool, $"/v1/tools/{tool.Body.Slug}") : Reply.Accepted(tool);
}
