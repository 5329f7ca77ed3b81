using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Insights;

namespace ToolRegistry.Api.Pipeline;

/// <summary>What is counted of a verdict.</summary>
internal static class CheckUses
{
    /// <summary>One use for each tool that the subject names; one of an unknown subject when it names none.</summary>
    public static CheckUse[] Of(Verdict verdict)
    {
        var query = verdict.Query;
        var subject = query.Subject.Purl is { Version: not null } purl ? purl.WithoutVersion().ToString() : query.Subject.Text;
        CheckUse Of(string? tool) => new(tool, subject, query.Version, query.Environment, Wire.Name(verdict.Outcome));
        return verdict.Tools.Count == 0 ? [Of(tool: null)] : [.. verdict.Tools.Select(t => Of(t.Slug))];
    }
}
