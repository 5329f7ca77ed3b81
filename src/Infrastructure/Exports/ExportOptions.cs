namespace ToolRegistry.Infrastructure.Exports;

/// <summary>The configuration section <c>Exports</c>.</summary>
public sealed class ExportOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Exports";

    /// <summary>The address at which people reach the register, for links in messages; without it, messages hold no link.</summary>
    public Uri? Address { get; set; }

    /// <summary>Where files are kept between pulls; unless set, a folder of the system's for temporary files.</summary>
    public string? Folder { get; set; }
}
