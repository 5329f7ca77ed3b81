namespace ToolRegistry.Api.Features.Insights;

internal static class Usage
{
    /// <summary>Over what time checks are looked at, unless something else is asked for.</summary>
    public static readonly TimeSpan DefaultPeriod = TimeSpan.FromDays(30);
}
