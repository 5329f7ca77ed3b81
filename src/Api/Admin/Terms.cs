using ToolRegistry.Api.Resources;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>Says what decisions say, piece by piece.</summary>
internal static class Terms
{
    public static string Said(ScopeBody? scope)
    {
        string[] parts = [.. new[] { (UiText.Groups, scope?.Groups), (UiText.Where, scope?.Environments), (UiText.Regions, scope?.Regions) }.Where(p => p.Item2 is { Count: > 0 }).Select(p => $"{p.Item1}: {string.Join(", ", p.Item2!)}")];
        return parts.Length == 0 ? UiText.Everywhere : string.Join("; ", parts);
    }

    public static string Grounds(RevisionView revision) =>
        string.Join(", ", [.. revision.Claims ?? [], .. revision.Evidence ?? [], .. revision.Assessment is { } assessment ? new[] { assessment } : []]);
}
