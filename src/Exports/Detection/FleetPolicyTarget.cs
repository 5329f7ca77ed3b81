using System.Text;
using ToolRegistry.Domain;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ToolRegistry.Exports.Detection;

/// <summary>
/// Policies of Fleet (fleetdm.com/docs/configuration/yaml-files): a list as GitOps takes it. A machine fails a policy while it has
/// what is banned, or what is HighRisk where the channel delivers it.
/// </summary>
public sealed class FleetPolicyTarget : IExportTarget
{
    // The column of Fleet's database.
    private const int MaxName = 255;

    /// <inheritdoc/>
    public TargetInfo Info { get; } = new("fleet-policy", "Fleet policies", "application/yaml", "toolregistry.policies.yml")
    {
        Identifiers = Sightings.Identifiers,
        Versions = Sightings.Versions,
        KnowsDates = true,
        CanAudit = true,
    };

    /// <inheritdoc/>
    public Finding Judge(Export export, ExportRule rule) => Sightings.Judge(rule);

    /// <inheritdoc/>
    public void Write(Export export, Stream output)
    {
        using var file = new FleetYaml(output);
        var yaml = new Emitter(file, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1_024));
        yaml.Emit(new StreamStart());
        yaml.Emit(new DocumentStart(version: null, tags: null, isImplicit: true));
        yaml.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        var text = new StringBuilder();
        foreach (var restriction in Restriction.Of(export))
        {
            foreach (var sighting in restriction.Sightings)
                Write(yaml, restriction, sighting, text);
        }

        yaml.Emit(new SequenceEnd());
        yaml.Emit(new DocumentEnd(isImplicit: true));
        yaml.Emit(new StreamEnd());
    }

    private static void Write(Emitter yaml, Restriction restriction, in Sighting sighting, StringBuilder text)
    {
        var table = sighting.Table;
        Span<char> id = stackalloc char[Restriction.MaxId];
        yaml.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
        Write(yaml, "name", Texts.Shortened($"{restriction.IdOf(sighting, id)}: {restriction.Rule.Tool.Name}", MaxName));
        Write(yaml, "description", $"{restriction.Said}. Looked for among: {table.What}.");
        Write(yaml, "resolution", restriction.Rule.Message);
        // To Fleet a row means that the machine passes.
        Write(yaml, "query", restriction.Append(text.Clear().Append("SELECT 1 WHERE NOT EXISTS (SELECT 1 "), sighting).Append(')').ToString());
        Write(yaml, "platform", table.Platform ?? "darwin,linux,windows");
        WritePlain(yaml, "critical");
        WritePlain(yaml, restriction.IsBan ? "true" : "false");
        yaml.Emit(new MappingEnd());
    }

    private static void Write(Emitter yaml, string key, string text)
    {
        WritePlain(yaml, key);
        yaml.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, ScalarStyle.DoubleQuoted, isPlainImplicit: false, isQuotedImplicit: true));
    }

    private static void WritePlain(Emitter yaml, string text) => yaml.Emit(new Scalar(text));
}
