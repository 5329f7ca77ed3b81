using System.Text.Json;
using ToolRegistry.Exports.Apple;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Apple;

public sealed class IntuneMacosTargetTests
{
    private static readonly IntuneMacosTarget Target = new();

    [Fact]
    public void RichRegister_IsWrittenAsApproved() => Approved.Holds(Target);

    [Fact]
    public void Payload_IsTheProfileOfSanta_ByteByByte()
    {
        var export = RichRegister.Export(RichRegister.After, denyUnknown: true);
        using var json = JsonDocument.Parse(Approved.Bytes(Target, export));
        Assert.Equal(Approved.Bytes(new SantaProfileTarget(), export), json.RootElement.GetProperty("payload").GetBytesFromBase64());
        Assert.Equal(["@odata.type", "displayName", "description", "payloadName", "payloadFileName", "payload"], json.RootElement.EnumerateObject().Select(m => m.Name));
    }
}
