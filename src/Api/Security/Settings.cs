using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Domain.Risk;
using ToolRegistry.Domain.Tools;

namespace ToolRegistry.Api.Security;

/// <summary>The section <c>Organization</c>.</summary>
internal sealed record OrganizationSettings
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Publishers that are the organization itself.</summary>
    public IReadOnlyList<string> OwnPublishers { get; init; } = [];

    /// <summary>Its own domains, which are always on the protected list.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];

    /// <summary>The IANA time zone in which answers write instants.</summary>
    public string TimeZone { get; init; } = "UTC";
}

/// <summary>The section <c>Access</c>.</summary>
internal sealed record AccessSettings
{
    /// <summary>Whether anyone who reaches the service may ask single checks.</summary>
    public bool AnonymousCheck { get; init; } = true;

    /// <summary>Origins whose pages may call the API; none unless listed, and never with credentials.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];
}

/// <summary>The section <c>Approvals</c>.</summary>
internal sealed record ApprovalSettings
{
    /// <summary>Whether approval by token is refused.</summary>
    public bool RequireOidc { get; init; }

    /// <summary>How many approvals a decision of each risk level needs; 1 where nothing is said.</summary>
    public IReadOnlyDictionary<RiskLevel, int> Required { get; init; } = ApprovalCounts.Default.ByLevel;
}

/// <summary>The section <c>Risk</c>.</summary>
internal sealed record RiskSettings
{
    /// <summary>The factors that an assessment may name; those of the domain unless listed.</summary>
    public IReadOnlyList<string>? Factors { get; init; }

    /// <summary>Within how many days an assessment of each level is reviewed; the domain's defaults where nothing is said.</summary>
    public IReadOnlyDictionary<RiskLevel, int> ReviewDays { get; init; } = new Dictionary<RiskLevel, int>();
}

/// <summary>Reads the settings at start; what can't be read stops the start.</summary>
internal static class Settings
{
    // Shells, package managers and what an operating system can't do without: to block these is an outage.
    private static readonly string[] ProtectedByDefault =
    [
        "file-name:bash", "file-name:sh", "file-name:dash", "file-name:zsh", "file-name:fish", "file-name:cmd.exe", "file-name:powershell.exe", "file-name:pwsh", "file-name:pwsh.exe",
        "file-name:apt", "file-name:apt-get", "file-name:dpkg", "file-name:rpm", "file-name:dnf", "file-name:brew", "file-name:winget.exe", "file-name:msiexec.exe",
        "file-name:explorer.exe", "file-name:svchost.exe", "file-name:systemd", "file-name:launchd", "file-name:sudo", "file-name:ssh", "file-name:sshd",
        "publisher:Microsoft Windows", "publisher:Apple macOS", "publisher:Debian", "publisher:Canonical", "publisher:Red Hat Enterprise Linux",
    ];

    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        var organization = configuration.GetSection("Organization").Get<OrganizationSettings>() ?? new OrganizationSettings();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(organization.TimeZone);
        var stance = configuration["Policy:UnknownAction"] switch
        {
            "allow" => CheckAction.Allow,
            null or "warn" => CheckAction.Warn,
            "block" => CheckAction.Block,
            var other => throw new InvalidOperationException($"Policy:UnknownAction is allow, warn or block, not {other}."),
        };
        var listed = configuration.GetSection("Policy:Protected").Get<string[]>() ?? ProtectedByDefault;
        return services
            .AddSingleton(organization)
            .AddSingleton(zone)
            .AddSingleton(configuration.GetSection("Access").Get<AccessSettings>() ?? new AccessSettings())
            .AddSingleton(Counts(configuration.GetSection("Approvals").Get<ApprovalSettings>() ?? new ApprovalSettings()))
            .AddSingleton(Assessments(configuration.GetSection("Risk").Get<RiskSettings>() ?? new RiskSettings()))
            .AddSingleton(new PolicySettings(stance, organization.OwnPublishers))
            .AddSingleton(new ProtectedList([.. listed, .. organization.Domains.Select(d => $"domain:{d}")]));
    }

    private static AssessmentRules Assessments(RiskSettings settings) =>
        new(settings.Factors is { } codes ? new RiskFactorList(codes) : RiskFactorList.Default, new ReviewIntervals(settings.ReviewDays));

    private static ApprovalSettings Counts(ApprovalSettings settings) =>
        settings.Required.Values.All(count => count is >= 1 and <= 10)
            ? settings
            : throw new InvalidOperationException("Approvals:Required gives 1 to 10 approvals for a risk level.");
}
