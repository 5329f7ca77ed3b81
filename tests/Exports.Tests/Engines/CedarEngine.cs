using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Exports.Tests.Given;
using ToolRegistry.Tests;

namespace ToolRegistry.Exports.Tests.Engines;

/// <summary>Cedar itself, as npm's <c>@cedar-policy/cedar-wasm</c>, in one process for many questions.</summary>
internal sealed class CedarEngine : IDisposable
{
    private readonly Process node;

    public CedarEngine() => node = Process.Start(new ProcessStartInfo("node", [Path.Combine(NpmPackages.Install(Source(), "cedar"), "ask.mjs")])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
        StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    })!;

    /// <summary>The engine with a file, at an instant, asked by someone of whom nothing is known.</summary>
    public IConsumer With(byte[] file, DateTimeOffset at)
    {
        Assert.Equal("read", Ask(new JsonObject { ["policies"] = Encoding.UTF8.GetString(file) }));
        return new Asker(this, at);
    }

    /// <summary>Asks with a context of Cedar's own; true for allow.</summary>
    public bool Allows(JsonObject context) => Ask(new JsonObject { ["context"] = context }) switch
    {
        "allow" => true,
        "deny" => false,
        var other => throw new InvalidOperationException(other),
    };

    /// <summary>The context of a question about one subject.</summary>
    public static JsonObject Context(Subject subject, string? version, DateTimeOffset at)
    {
        string[] names = subject.Kind == IdentifierKind.Domain ? [.. subject.MatchKeys] : [subject.Text.Split('?', '@')[0]];
        var context = new JsonObject
        {
            ["identifiers"] = Texts(names),
            ["names"] = Texts(names.Concat(names.Select(n => n.ToLowerInvariant()))),
            ["now"] = new JsonObject { ["__extn"] = new JsonObject { ["fn"] = "datetime", ["arg"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture) } },
        };
        if (version is not null)
            context["version"] = version;
        return context;
    }

    public void Dispose()
    {
        node.StandardInput.Close();
        node.WaitForExit();
        node.Dispose();
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Distinct(StringComparer.Ordinal).Select(t => (JsonNode)t)];

    private string? Ask(JsonObject line)
    {
        node.StandardInput.WriteLine(line.ToJsonString(JsonSerializerOptions.Default));
        node.StandardInput.Flush();
        return node.StandardOutput.ReadLine();
    }

    private static string Source() => ProjectFolder.Of("tests", "Exports.Tests", "Engines", "cedar");

    private sealed class Asker(CedarEngine engine, DateTimeOffset at) : IConsumer
    {
        public bool Blocks(Subject subject, string? version) => !engine.Allows(Context(subject, version, at));
    }
}
