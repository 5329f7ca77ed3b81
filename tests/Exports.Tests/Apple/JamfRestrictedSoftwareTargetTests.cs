using System.Formats.Tar;
using System.Xml.Linq;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Exports.Apple;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Apple;

public sealed class JamfRestrictedSoftwareTargetTests
{
    private static readonly JamfRestrictedSoftwareTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Records_SayWhatWasDecided() =>
        ExportLaw.Holds(Target, ["file-name:one", "file-name:Two Words", "file-name:<three> & \"more\""], (file, _) => new Agent(Read(file)));

    [Fact]
    public void Record_HoldsWhatJamfTakes_AndNothingElse()
    {
        var records = Read(Approved.Bytes(Target, RichRegister.Export(RichRegister.After, highRisk: true)));
        Assert.NotEmpty(records);
        Assert.All(records, r => Assert.Equal(["name", "process_name", "match_exact_process_name", "send_notification", "kill_process", "delete_executable", "display_message"], r.Element("general")!.Elements().Select(e => e.Name.LocalName)));
        Assert.All(records, r => Assert.Equal("true", (string?)r.Element("scope")!.Element("all_computers")));
        Assert.Equal(records.Length, records.Select(r => (string?)r.Element("general")!.Element("name")).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void HighRisk_IsNotified_NotEnded()
    {
        var risky = Read(Approved.Bytes(Target, RichRegister.Export(RichRegister.After, highRisk: true))).Select(r => r.Element("general")!).Single(g => (string?)g.Element("process_name") == "risky");
        Assert.Equal("false", (string?)risky.Element("kill_process"));
        Assert.Equal("true", (string?)risky.Element("send_notification"));
    }

    private static XElement[] Read(byte[] file)
    {
        var records = new List<XElement>();
        using var archive = new TarReader(new MemoryStream(file));
        while (archive.GetNextEntry() is { } entry)
            records.Add(XElement.Load(entry.DataStream!));
        return [.. records];
    }

    /// <summary>Jamf's agent: a process is ended whose name is exactly a record's.</summary>
    private sealed class Agent(XElement[] records) : IConsumer
    {
        private readonly HashSet<string> ended =
            [.. records.Select(r => r.Element("general")!).Where(g => (bool)g.Element("kill_process")! && (bool)g.Element("match_exact_process_name")!).Select(g => (string)g.Element("process_name")!)];

        public bool Blocks(Subject subject, string? version) => ended.Contains(subject.Text["file-name:".Length..]);
    }
}
