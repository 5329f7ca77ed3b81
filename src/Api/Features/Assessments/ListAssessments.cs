using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;
using ToolRegistry.Infrastructure.Persistence;

namespace ToolRegistry.Api.Features.Assessments;

/// <summary>Lists the risk assessments of a tool.</summary>
internal sealed record ListAssessments(string Slug, PageQuery Page) : IQuery<Page<AssessmentView>>
{
    public static Permission Permission => Permission.ReadInternal;
}

internal sealed class ListAssessmentsHandler(RegisterDbContext db) : IRequestHandler<ListAssessments, Page<AssessmentView>>
{
    private static readonly Sort<RiskAssessment> ByNumber = Sort<RiskAssessment>.By("number", a => a.Number);

    public async Task<Page<AssessmentView>> Handle(ListAssessments request, CancellationToken cancellationToken)
    {
        await db.FindRecordAsync<Tool>(request.Slug, cancellationToken);
        return await db.Assessments.AsNoTracking().Where(a => a.Tool == request.Slug).ToPageAsync(request.Page, ByNumber, [], AssessmentViews.Of, cancellationToken);
    }
}
