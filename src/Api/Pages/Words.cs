using System.Globalization;
using ToolRegistry.Api.Resources;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Pages;

/// <summary>Says what is known by its name on the wire.</summary>
internal static class Words
{
    /// <summary>Fills the places of a text.</summary>
    public static string With(this string text, params object?[] values) => string.Format(CultureInfo.CurrentCulture, text, values);

    /// <summary>A disposition, an outcome, or a state.</summary>
    public static string Of(string name) => In("Name", name);

    /// <summary>A level of risk.</summary>
    public static string Level(string name) => In("Level", name);

    /// <summary>How far a tool is supported.</summary>
    public static string Support(string name) => In("Support", name);

    /// <summary>The answer in one line.</summary>
    public static string Headline(VerdictView verdict) => (verdict.Outcome switch
    {
        "Banned" => UiText.HeadlineBanned,
        "HighRisk" => UiText.HeadlineHighRisk,
        "Constrained" => UiText.HeadlineConstrained,
        "Approved" => UiText.HeadlineApproved,
        "DependsOnVersion" => UiText.HeadlineDepends,
        _ => UiText.HeadlineUnknown,
    }).With(Subject(verdict));

    /// <summary>What the answer is about, as people call it.</summary>
    public static string Subject(VerdictView verdict)
    {
        var name = verdict.Tools.Count > 0 ? string.Join(", ", verdict.Tools.Select(t => t.Name)) : verdict.Subject;
        var version = verdict.Version ?? (Domain.Identity.Subject.TryParse(verdict.Subject, out var subject, out _) ? subject.Version : null);
        return version is null || verdict.Tools.Count == 0 ? name : $"{name} {version}";
    }

    /// <summary>How far the evidence carries a decision.</summary>
    public static string Sureness(DeciderView decision) =>
        (decision.IndependentOrigins == 1 ? UiText.SurenessOfOne : UiText.Sureness).With(Of(decision.Confidence), decision.IndependentOrigins);

    /// <summary>How long it is until an instant, in days or hours.</summary>
    public static string Until(DateTimeOffset at, DateTimeOffset now)
    {
        var left = at - now;
        return left >= TimeSpan.FromDays(2) ? UiText.DaysLeft.With((int)left.TotalDays) : left >= TimeSpan.FromHours(2) ? UiText.HoursLeft.With((int)left.TotalHours) : UiText.SoonLeft;
    }

    private static string In(string vocabulary, string name) => UiText.ResourceManager.GetString($"{vocabulary}_{name}", CultureInfo.CurrentUICulture) ?? name;
}
