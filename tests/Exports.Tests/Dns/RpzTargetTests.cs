using System.Text;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Exports.Dns;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Dns;

public sealed class RpzTargetTests
{
    private static readonly RpzTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Zone_SaysWhatWasDecided() =>
        ExportLaw.Holds(Target, ["domain:one.example", "domain:two.example", "domain:sub.one.example"], (file, _) => new Zone(Encoding.UTF8.GetString(file)));

    [Fact]
    public void Serial_GrowsAtABanDate_ThoughNoRevisionDoes()
    {
        Assert.True(Serial(RichRegister.Before) < Serial(RichRegister.After));
        Assert.Equal(Serial(RichRegister.After), Serial(RichRegister.After.AddDays(1)));
    }

    private static long Serial(DateTimeOffset at) =>
        long.Parse(Approved.Text(Target, RichRegister.Export(at)).Split('\n')[1].Split('(')[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A resolver: a name is refused that stands in the zone, or below a wildcard of it.</summary>
    private sealed class Zone(string text) : IConsumer
    {
        private readonly HashSet<string> names = [.. text.Split('\n').Where(l => l.EndsWith(" CNAME .", StringComparison.Ordinal)).Select(l => l.Split(' ')[0])];

        public bool Blocks(Subject subject, string? version)
        {
            var name = subject.Text["domain:".Length..];
            if (names.Contains(name))
                return true;
            for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = name.IndexOf('.', dot + 1))
            {
                if (names.Contains("*" + name[dot..]))
                    return true;
            }

            return false;
        }
    }
}
