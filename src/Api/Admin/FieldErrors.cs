using Microsoft.AspNetCore.Mvc;

namespace ToolRegistry.Api.Admin;

/// <summary>Finds what a refusal says of a field.</summary>
internal static class FieldErrors
{
    /// <summary>What is wrong with a member of the body, or with what is inside it.</summary>
    public static IReadOnlyList<string> Of(this ProblemDetails? problem, string member) =>
        problem?.Extensions.TryGetValue("errors", out var errors) == true && errors is Dictionary<string, string[]> members
            ? [.. members.Where(m => m.Key == member || m.Key.StartsWith(member + "[", StringComparison.Ordinal) || m.Key.StartsWith(member + ".", StringComparison.Ordinal)).SelectMany(m => m.Value)]
            : [];
}
