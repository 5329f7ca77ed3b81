using System.Text;
using ToolRegistry.Tests;

namespace ToolRegistry.Exports.Tests.Given;

/// <summary>
/// Holds exports against files that a person has read and approved, in <c>approved/</c>. With <c>TOOLREGISTRY_UPDATE=1</c> the
/// files are written instead; read the difference before you commit it.
/// </summary>
internal static class Approved
{
    /// <summary>Holds the rich register's export before the ban dates, after them, with HighRisk, and in allowlist mode if the target knows it.</summary>
    public static void Holds(IExportTarget target)
    {
        Holds(target, "before", RichRegister.Export(RichRegister.Before));
        Holds(target, "after", RichRegister.Export(RichRegister.After));
        if (target.Info.CanAudit)
            Holds(target, "highrisk", RichRegister.Export(RichRegister.Before, highRisk: true));
        if (target.Info.CanDenyUnknown)
            Holds(target, "deny-unknown", RichRegister.Export(RichRegister.After, denyUnknown: true));
    }

    /// <summary>Holds one export, and the report of how faithful it is.</summary>
    public static void Holds(IExportTarget target, string name, Export export)
    {
        Holds($"{target.Info.Name}.{name}.{target.Info.FileName}", Bytes(target, export));
        var report = new StringBuilder();
        foreach (var (rule, finding) in ExportAcceptance.Judge(target, export))
            report.AppendLine($"{rule.Number} {finding.Fidelity}{(finding.Reason is null ? "" : $": {finding.Reason}")}{(finding.Mend is null ? "" : $" -> {finding.Mend}")}");
        Holds($"{target.Info.Name}.{name}.fidelity.txt", Encoding.UTF8.GetBytes(report.Replace("\r\n", "\n").ToString()));
    }

    public static byte[] Bytes(IExportTarget target, Export export)
    {
        using var file = new MemoryStream();
        target.Write(export, file);
        return file.ToArray();
    }

    public static string Text(IExportTarget target, Export export) => Encoding.UTF8.GetString(Bytes(target, export));

    private static void Holds(string name, byte[] actual)
    {
        var path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("TOOLREGISTRY_UPDATE") == "1")
            File.WriteAllBytes(path, actual);
        Assert.True(File.Exists(path), $"{name} was not approved yet: run with TOOLREGISTRY_UPDATE=1, and read what it writes.");
        Assert.Equal(Readable(File.ReadAllBytes(path)), Readable(actual));
    }

    /// <summary>Text where it is text, so that a difference can be read.</summary>
    private static string Readable(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Convert.ToHexString(bytes);
        }
    }

    private static string Folder() => ProjectFolder.Of("tests", "Exports.Tests", "approved");
}
