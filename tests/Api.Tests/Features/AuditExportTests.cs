using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ToolRegistry.Api.Features.Audit;
using ToolRegistry.Api.Tests.Contract;
using ToolRegistry.Client;

namespace ToolRegistry.Api.Tests.Features;

/// <summary>The audit log as others read it: a line for each entry, from where they were.</summary>
public sealed class AuditExportTests(Staff staff) : IClassFixture<Staff>
{
    private const string Canary = "not-for-a-siem";

    private static readonly string[] Formats = ["jsonl", "cef", "ocsf"];

    // The subject of a refused request is what somebody put into an address.
    private static readonly AuditEntryView Hostile = new(
        7,
        DateTimeOffset.FromUnixTimeMilliseconds(1_764_000_000_123),
        "dana@example.com",
        "tool.describe",
        "a|b\\c=d\nCEF:0|x|y\r\u2028\u001b[2J act=tool.approve é",
        "refused",
        "access.forbidden",
        new string('a', 64),
        new string('b', 64),
        """{"changes":[],"correlationId":"0HN:1=|","method":"token:k1","texts":"\n"}""",
        JsonNode.Parse($$"""[{"path":"/changes/0/after/rationale","salt":"AA==","value":"{{Canary}}"}]""")!);

    private static readonly AuditEntryView Plain = Hostile with
    {
        Owner = null,
        Action = "token.issue",
        Subject = "token:k1",
        Outcome = "done",
        Code = null,
        Entry = """{"changes":[{"after":{},"before":null,"subject":"token:k1"}],"correlationId":"0HN:2","method":"setup"}""",
    };

    [Fact]
    public void Cef_OfHostileText_IsOneLineWithNoFieldOfItsOwn()
    {
        var hashes = $"cs4Label=previousHash cs4={new string('a', 64)} cs5Label=hash cs5={new string('b', 64)}";
        Assert.Equal(
            "CEF:0|ToolRegistry|ToolRegistry|0.1.0|tool.describe|tool.describe refused|5|rt=1764000000123 externalId=7 suser=dana@example.com act=tool.describe outcome=refused reason=access.forbidden "
            + @"cs1Label=subject cs1=a|b\\c\=d\nCEF:0|x|y\r  [2J act\=tool.approve é cs2Label=method cs2=token:k1 cs3Label=correlationId cs3=0HN:1\=| " + hashes,
            AuditCef.LineOf(Hostile));
        Assert.Equal(
            "CEF:0|ToolRegistry|ToolRegistry|0.1.0|token.issue|token.issue done|1|rt=1764000000123 externalId=7 act=token.issue outcome=done cs1Label=subject cs1=token:k1 cs2Label=method cs2=setup cs3Label=correlationId cs3=0HN:2 " + hashes,
            AuditCef.LineOf(Plain));
        Assert.StartsWith(@"CEF:0|ToolRegistry|ToolRegistry|0.1.0|a\|b\\c d|a\|b\\c d refused|5|", AuditCef.LineOf(Hostile with { Action = "a|b\\c\nd" }), StringComparison.Ordinal);
    }

    [Fact]
    public void Ocsf_OfHostileText_IsOneLineOfJson()
    {
        var line = AuditOcsf.LineOf(Hostile);
        Assert.DoesNotContain('\n', line);
        Same(
            """
            { "category_uid": 3, "category_name": "Identity & Access Management", "class_uid": 3004, "class_name": "Entity Management",
              "activity_id": 99, "activity_name": "tool.describe", "type_uid": 300499, "type_name": "Entity Management: tool.describe",
              "severity_id": 3, "severity": "Medium", "time": 1764000000123, "status_id": 2, "status": "Failure", "status_code": "access.forbidden",
              "actor": { "user": { "name": "dana@example.com" } },
              "entity": { "name": "a|b\\c=d\nCEF:0|x|y\r\u2028\u001b[2J act=tool.approve é", "type": "tool" }, "message": "tool.describe refused",
              "metadata": { "version": "1.3.0", "product": { "name": "ToolRegistry", "vendor_name": "ToolRegistry", "version": "0.1.0" }, "log_name": "audit",
                            "event_code": "tool.describe", "uid": "bb", "sequence": 7, "correlation_uid": "0HN:1=|" },
              "raw_data": "{\"changes\":[],\"correlationId\":\"0HN:1=|\",\"method\":\"token:k1\",\"texts\":\"\\n\"}",
              "unmapped": { "previous_hash": "aa", "method": "token:k1" } }
            """,
            line);
    }

    [Fact]
    public void Ocsf_OfWhatWasDone_SaysWhatKindOfDeed()
    {
        var made = JsonNode.Parse(AuditOcsf.LineOf(Plain))!;
        Assert.Equal(("1 Create 300401 1 1 Informational", null, null), (Kind(made), (string?)made["actor"], (string?)made["status_code"]));
        Assert.Equal("3 Update 300403 1 1 Informational", Kind(JsonNode.Parse(AuditOcsf.LineOf(Plain with { Entry = """{"changes":[{"after":{},"before":{}}]}""" }))!));
        Assert.Equal("2 Read 300402 2 3 Medium", Kind(JsonNode.Parse(AuditOcsf.LineOf(Hostile with { Action = "read.ListAudit" }))!));
    }

    [Fact]
    public void Line_ForASiem_HoldsNoFreeText()
    {
        Assert.DoesNotContain(Canary, AuditCef.LineOf(Hostile), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, AuditOcsf.LineOf(Hostile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_GoesOnFromTheLastEntryThatOneHas_AndLeavesNoneOut()
    {
        // More than are read at once.
        for (var i = 0; i < 520; i++)
            (await staff.Analyst.PostAsync("/v1/tools", new { slug = $"exported-{i}", name = "Exported", publisher = "Example" })).Expect(201);
        var listed = (await staff.Auditor.GetAsync("/v1/audit?sort=-seq&limit=1")).Expect(200)["items"]![0]!;
        foreach (var format in Formats)
        {
            var whole = await LinesAsync($"format={format}");
            Assert.Equal(Enumerable.Range(1, listed["seq"]!.GetValue<int>()), whole.Select(l => SeqOf(format, l)));
            Assert.Equal(whole[510..], await LinesAsync($"format={format}&after=510"));
            Assert.Empty(await LinesAsync($"format={format}&after={whole.Length}"));
        }

        Same(listed.ToJsonString(), (await LinesAsync("")).Last());
    }

    [Fact]
    public async Task Ocsf_CarriesWhatItsOwnHashIsOf()
    {
        await staff.ToolAsync();
        foreach (var line in await LinesAsync("format=ocsf"))
        {
            var sent = JsonNode.Parse(line)!;
            byte[] content = [.. Convert.FromHexString(sent["unmapped"]!["previous_hash"]!.GetValue<string>()), .. Encoding.UTF8.GetBytes(sent["raw_data"]!.GetValue<string>())];
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(content)), sent["metadata"]!["uid"]!.GetValue<string>());
        }
    }

    private static string Kind(JsonNode sent) => string.Join(' ', new[] { "activity_id", "activity_name", "type_uid", "status_id", "severity_id", "severity" }.Select(m => sent[m]!.ToString()));

    private static int SeqOf(string format, string line) => format switch
    {
        "jsonl" => JsonNode.Parse(line)!["seq"]!.GetValue<int>(),
        "ocsf" => JsonNode.Parse(line)!["metadata"]!["sequence"]!.GetValue<int>(),
        _ => int.Parse(line.Split("externalId=")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture),
    };

    private static void Same(string expected, string line) =>
        Assert.Equal(JsonNode.Parse(expected.Replace("\"aa\"", $"\"{new string('a', 64)}\"", StringComparison.Ordinal).Replace("\"bb\"", $"\"{new string('b', 64)}\"", StringComparison.Ordinal))!.ToJsonString(), JsonNode.Parse(line)!.ToJsonString());

    private async Task<string[]> LinesAsync(string query)
    {
        var answer = await staff.Auditor.GetAsync($"/v1/audit/export?{query}");
        Assert.Equal((200, query.Contains("cef", StringComparison.Ordinal) ? "text/plain" : "application/jsonl"), (answer.Status, answer.MediaType));
        return answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
