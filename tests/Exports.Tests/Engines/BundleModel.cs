using System.Text.Json;
using ToolRegistry.Domain.Identity;
using ToolRegistry.Domain.Versions;
using ToolRegistry.Exports.Tests.Given;

namespace ToolRegistry.Exports.Tests.Engines;

/// <summary>
/// What the bundle's policy makes of its data, in few words: versions are semantic, who asks is who the channel is for, and the
/// subject is spelt as on record.
/// </summary>
internal sealed class BundleModel(byte[] data, DateTimeOffset at) : IConsumer
{
    private static readonly string[] Strictness = ["Lapsed", "Approved", "Constrained", "HighRisk", "Banned"];

    private readonly JsonElement register = JsonDocument.Parse(data).RootElement.GetProperty("toolregistry").GetProperty("register");

    public bool Blocks(Subject subject, string? version)
    {
        var (whole, partly) = (0, 0);
        foreach (var entry in subject.MatchKeys.SelectMany(key => Items(register.GetProperty("identifiers"), Uri.UnescapeDataString(key))))
        {
            foreach (var link in Items(entry, "decisions"))
            {
                var decision = register.GetProperty("decisions").GetProperty(link.GetProperty("number").GetString()!);
                var said = Says(decision);
                if (version is null && !link.GetProperty("all").GetBoolean())
                    partly = Math.Max(partly, said);
                else if (version is null || Items(link, "ranges").Any(i => IsInside(decision.GetProperty("ranges")[i.GetInt32()], version)))
                    whole = Math.Max(whole, said);
            }
        }

        var (stance, block) = (register.GetProperty("stance").GetString(), "block");
        return whole == 4 || stance == block && (whole == 0 && partly is 0 or 4);
    }

    private static JsonElement[] Items(JsonElement of, string name) => of.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];

    private static bool IsInside(JsonElement range, string version)
    {
        if (range.GetProperty("order").GetString() == "every")
            return true;
        var scheme = VersionScheme.Get(range.GetProperty("order").GetString()!);
        int? To(JsonElement interval, string bound) =>
            scheme.TryParse(version, out var asked) && interval.TryGetProperty(bound, out var text) && scheme.TryParse(text.GetString()!, out var limit) ? scheme.Compare(asked, limit) : null;
        return Items(range, "intervals").Any(i => !(To(i, "from") < 0) && !(To(i, "below") >= 0) && !(To(i, "upTo") > 0));
    }

    private int Says(JsonElement decision)
    {
        var admits = Admits(decision.GetProperty("scope"));
        var said = Items(decision, "phases").LastOrDefault(p => p.GetProperty("from").GetDateTimeOffset() <= at) is { ValueKind: JsonValueKind.Object } phase
            ? Array.IndexOf(Strictness, phase.GetProperty("disposition").GetString())
            : 0;
        if (admits == false)
            return 0;
        if (said < 3)
            return admits == true ? said : 0;
        var isExcepted = admits == true && Items(decision, "exceptions").Any(e => Admits(e.GetProperty("audience")) == true && e.GetProperty("from").GetDateTimeOffset() <= at && at < e.GetProperty("until").GetDateTimeOffset());
        return isExcepted ? 2 : said;
    }

    /// <summary>Null: for all that is known.</summary>
    private bool? Admits(JsonElement scope)
    {
        bool? admits = true;
        foreach (var dimension in new[] { "groups", "environments", "regions" })
        {
            string[] bounds = [.. Items(scope, dimension).Select(b => b.GetString()!)];
            string[] stated = [.. Items(register.GetProperty("scope"), dimension).Select(b => b.GetString()!)];
            if (bounds.Length == 0)
                continue;
            if (stated.Length == 0)
                admits = admits == false ? false : null;
            else if (!stated.Any(bounds.Contains))
                admits = false;
        }

        return admits;
    }
}
