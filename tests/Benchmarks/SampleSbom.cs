using System.Text.Json;
using System.Text.Json.Serialization;

namespace ToolRegistry.Benchmarks;

/// <summary>A CycloneDX 1.6 document as npm writes it: indented, some 1.2 kB a component, and whom each depends on.</summary>
internal static class SampleSbom
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="components">How many components.</param>
    /// <param name="purls">Their package URLs without a version, by position.</param>
    public static byte[] Write(int components, Func<int, string> purls) => JsonSerializer.SerializeToUtf8Bytes(
        new Bom(
            "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "CycloneDX",
            "1.6",
            "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79",
            1,
            new Metadata("2026-07-05T08:00:00Z", new Component { Type = "application", BomRef = "shop-window@1.2.0", Name = "shop-window", Version = "1.2.0" }),
            [.. Enumerable.Range(0, components).Select(i => Component(i, purls(i), NameOf(purls(i))))],
            [.. Enumerable.Range(0, components).Select(i => new Dependency(Reference(i, purls), [.. Enumerable.Range(i + 1, i % 4).Where(d => d < components).Select(d => Reference(d, purls))]))]),
        Indented);

    public static string Version(int i) => $"{1 + i % 4}.{i % 10}.0";

    private static string Reference(int i, Func<int, string> purls) => $"{NameOf(purls(i))}@{Version(i)}";

    private static string NameOf(string purl) => purl[(purl.LastIndexOf('/') + 1)..];

    private static Component Component(int i, string purl, string name) => new()
    {
        Type = "library",
        BomRef = $"{name}@{Version(i)}",
        Name = name,
        Version = Version(i),
        Scope = i % 5 == 0 ? "optional" : "required",
        Author = $"Author {i % 700} <author-{i % 700}@example.com>",
        Description = $"What the package {name} is for, in a sentence as its author wrote it.",
        Purl = $"{purl}@{Version(i)}",
        Properties = [new Property("cdx:npm:package:path", $"node_modules/{name}")],
        ExternalReferences =
        [
            new ExternalReference("distribution", $"https://registry.npmjs.org/{name}/-/{name}-{Version(i)}.tgz"),
            new ExternalReference("vcs", $"git+https://github.com/example/{name}.git"),
            new ExternalReference("website", $"https://github.com/example/{name}#readme"),
        ],
        Hashes = [new Hash("SHA-512", string.Concat(Enumerable.Repeat($"{i:x8}{i * 2_654_435_761L & 0xffffffff:x8}", 8)))],
        Licenses = [new LicenseChoice(new License("MIT"))],
    };
}

/// <summary>An ordinary model of the schema, as one who reads documents with a serializer writes it.</summary>
internal sealed record Bom([property: JsonPropertyName("$schema")] string? Schema, string BomFormat, string SpecVersion, string? SerialNumber, int? Version, Metadata? Metadata, IReadOnlyList<Component>? Components, IReadOnlyList<Dependency>? Dependencies);

internal sealed record Metadata(string? Timestamp, Component? Component);

internal sealed record Component
{
    public required string Type { get; init; }

    [JsonPropertyName("bom-ref")]
    public string? BomRef { get; init; }

    public string? Author { get; init; }

    public string? Group { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public string? Description { get; init; }

    public string? Scope { get; init; }

    public IReadOnlyList<Hash>? Hashes { get; init; }

    public IReadOnlyList<LicenseChoice>? Licenses { get; init; }

    public string? Copyright { get; init; }

    public string? Cpe { get; init; }

    public string? Purl { get; init; }

    public IReadOnlyList<ExternalReference>? ExternalReferences { get; init; }

    public IReadOnlyList<Property>? Properties { get; init; }

    public IReadOnlyList<Component>? Components { get; init; }
}

internal sealed record Hash(string Alg, string Content);

internal sealed record LicenseChoice(License? License, string? Expression = null);

internal sealed record License(string? Id, string? Name = null, string? Url = null);

internal sealed record ExternalReference(string Type, string Url, string? Comment = null, IReadOnlyList<Hash>? Hashes = null);

internal sealed record Property(string Name, string? Value);

internal sealed record Dependency(string Ref, IReadOnlyList<string>? DependsOn);
