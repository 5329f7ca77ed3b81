using Microsoft.AspNetCore.Mvc;

namespace ToolRegistry.Api.Pages;

/// <summary>Says to people what a refusal says.</summary>
internal static class Refusals
{
    /// <summary>A refusal with all that is wrong, in words.</summary>
    public static string Explained(this ProblemDetails problem) =>
        problem.Status == StatusCodes.Status400BadRequest && Members(problem) is { Count: > 0 } members && members.Values.All(m => !m.Contains(problem.Detail, StringComparer.Ordinal))
            ? string.Join(" ", members.Select(m => $"{m.Key}: {string.Join(" ", m.Value)}"))
            : problem.Detail ?? problem.Title ?? "";

    /// <summary>What is wrong with a member of the body, or with what is inside it.</summary>
    public static IReadOnlyList<string> Of(this ProblemDetails? problem, string member) =>
        problem is null ? [] : [.. Members(problem).Where(m => m.Key == member || m.Key.StartsWith(member + "[", StringComparison.Ordinal) || m.Key.StartsWith(member + ".", StringComparison.Ordinal)).SelectMany(m => m.Value)];

    /// <summary>Ties a field to what is wrong with it, which a <c>FieldError</c> says.</summary>
    public static IReadOnlyDictionary<string, object> Fault(this ProblemDetails? problem, string member) =>
        problem.Of(member).Count == 0 ? new Dictionary<string, object>(StringComparer.Ordinal) : new(StringComparer.Ordinal) { ["aria-invalid"] = "true", ["aria-errormessage"] = $"{member}-error" };

    private static Dictionary<string, string[]> Members(ProblemDetails problem) =>
        problem.Extensions.TryGetValue("errors", out var errors) && errors is Dictionary<string, string[]> members ? members : [];
}
