using System.Diagnostics;
using ToolRegistry.Tests;

namespace ToolRegistry.Exports.Tests.Feeds;

/// <summary>The published schemas of feeds, and the mandatory tests of CSAF, as software of others applies them.</summary>
internal static class Schemas
{
    /// <summary>Before the first decision that restricts, before and after the ban date, and when a ban has lapsed.</summary>
    public static readonly DateTimeOffset[] Instants = [Given.Facts.Day("2025-12-31"), Given.RichRegister.Before, Given.RichRegister.After, Given.Facts.Day("2026-08-02")];

    /// <summary>Holds files against a format's schema; the test is skipped where npm or the schemas are missing.</summary>
    public static void Hold(string format, params byte[][] files)
    {
        var schemas = SharedFolder.Require("schemas");
        var folder = NpmPackages.Install(Source(), "feed-validation");
        var work = Directory.CreateTempSubdirectory();
        try
        {
            var paths = files.Select((file, i) => Path.Combine(work.FullName, $"{i}.json")).ToArray();
            foreach (var (path, file) in paths.Zip(files))
                File.WriteAllBytes(path, file);
            using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "validate.mjs"), schemas, format, .. paths]) { RedirectStandardError = true, UseShellExecute = false })!;
            var faults = node.StandardError.ReadToEnd();
            node.WaitForExit();
            Assert.True(node.ExitCode == 0, faults);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>Holds what a target writes of the rich register at several instants.</summary>
    public static void Hold(string format, IExportTarget target) =>
        Hold(format, [.. Instants.Select(at => Given.Approved.Bytes(target, Given.RichRegister.Export(at, highRisk: true)))]);

    private static string Source() => ProjectFolder.Of("tests", "Exports.Tests", "Feeds", "Validation");
}
