using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Evidence;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Evidence;

/// <summary>Lists the evidence about a tool.</summary>
internal sealed record ListEvidence(string Slug, PageQuery Page) : IQuery<Page<EvidenceView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class ListEvidenceHandler(RegisterDbContext db) : IRequestHandler<ListEvidence, Page<EvidenceView>>
{
    private static readonly Sort<EvidenceRecord> ByNumber = Sort<EvidenceRecord>.By("number", e => e.Number);

    public async Task<Page<EvidenceView>> Handle(ListEvidence request, CancellationToken cancellationToken)
    {
        await db.FindRecordAsync<Tool>(request.Slug, cancellationToken);
        var page = await db.Evidence.AsNoTracking().Where(e => e.Tool == request.Slug).ToPageAsync(request.Page, ByNumber, [], e => e, cancellationToken);
        var copies = await db.CopiesOfAsync(page.Items, cancellationToken);
        return new Page<EvidenceView>([.. page.Items.Select(e => EvidenceViews.InList(e, hasCopy: e.Content.Sha256 is { } sha256 && copies.Contains(sha256)))], page.NextCursor);
    }
}
