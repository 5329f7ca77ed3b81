using Microsoft.EntityFrameworkCore;
using ToolRegistry.Domain.Risk;

namespace ToolRegistry.Infrastructure.Persistence;

/// <summary>Loads assessments of many tools.</summary>
public static class AssessmentLoading
{
    /// <summary>The latest assessment of each tool, whichever versions it speaks of.</summary>
    public static IQueryable<RiskAssessment> LatestAssessments(this RegisterDbContext db) =>
        db.Assessments.AsNoTracking().Where(a => !db.Assessments.Any(later => later.Tool == a.Tool && later.Number > a.Number));
}
