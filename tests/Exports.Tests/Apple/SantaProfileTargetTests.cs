using System.Xml;
using System.Xml.Linq;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Exports.Apple;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Apple;

public sealed class SantaProfileTargetTests
{
    private static readonly SantaProfileTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Profile_SaysWhatWasDecided() =>
        ExportLaw.Holds(
            Target,
            ["macos-signing-id:ONE1234567:com.one", "macos-signing-id:TWO1234567:com.two", "macos-signing-id:TWO1234567:com.two.helper", "macos-team-id:SUITE12345", $"sha256:{Facts.Sha256('7')}", $"sha256:{Facts.Sha256('8')}"],
            (file, _) => new Santa(Read(file)));

    [Fact]
    public void Payloads_AreKnownByTheChannel()
    {
        var (one, same) = (Read(Approved.Bytes(Target, RichRegister.Export(RichRegister.Before))), Read(Approved.Bytes(Target, RichRegister.Export(RichRegister.After))));
        Assert.Equal(one["PayloadUUID"], same["PayloadUUID"]);
        Assert.True(Guid.TryParse((string)one["PayloadUUID"], out _));
        Assert.NotEqual(one["PayloadUUID"], Payload(one)["PayloadUUID"]);
    }

    internal static Dictionary<string, object> Read(byte[] file)
    {
        using var reader = XmlReader.Create(new MemoryStream(file), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return (Dictionary<string, object>)Value(XElement.Load(reader).Elements().Single());
    }

    internal static Dictionary<string, object> Payload(Dictionary<string, object> profile) => (Dictionary<string, object>)((object[])profile["PayloadContent"]).Single();

    private static object Value(XElement element) => element.Name.LocalName switch
    {
        "dict" => element.Elements("key").ToDictionary(k => k.Value, k => Value(k.ElementsAfterSelf().First()), StringComparer.Ordinal),
        "array" => element.Elements().Select(Value).ToArray(),
        "integer" => (int)element,
        "true" => true,
        "string" => element.Value,
        var other => throw new InvalidDataException(other),
    };

    /// <summary>Santa: the first rule of a file decides, by its hash, then its signing id, then its team; then the mode.</summary>
    private sealed class Santa(Dictionary<string, object> profile) : IConsumer
    {
        private readonly Dictionary<string, Dictionary<string, object>> rules =
            ((object[])Payload(profile)["StaticRules"]).Cast<Dictionary<string, object>>().ToDictionary(r => (string)r["identifier"], StringComparer.Ordinal);

        public bool Blocks(Subject subject, string? version) => Blocks(subject, version, sha256: null);

        public bool Blocks(Subject subject, string? version, string? sha256)
        {
            var value = subject.Text[(subject.Text.IndexOf(':', StringComparison.Ordinal) + 1)..];
            (string Type, string? Value)[] file = subject.Text.Split(':')[0] switch
            {
                "sha256" => [("BINARY", value)],
                "macos-signing-id" => [("BINARY", sha256), ("SIGNINGID", value), ("TEAMID", value[..10])],
                _ => [("BINARY", sha256), ("TEAMID", value)],
            };
            foreach (var (type, name) in file)
            {
                if (name is not null && rules.TryGetValue(name, out var rule) && (string)rule["rule_type"] == type)
                    return (string)rule["policy"] == "BLOCKLIST";
            }

            return (int)Payload(profile)["ClientMode"] == 2;
        }
    }
}
