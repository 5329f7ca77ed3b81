using System.Text.Json;

namespace ToolRegistry.Exports.Feeds;

/// <summary>What every indicator says in the same words, as it stands in a file: what has to be escaped is looked for once, and not in each.</summary>
internal static class StixTerms
{
    public static readonly JsonEncodedText Type = Term("type"), SpecVersion = Term("spec_version"), Id = Term("id"), Created = Term("created"), Modified = Term("modified");

    public static readonly JsonEncodedText Author = Term("created_by_ref"), Name = Term("name"), Description = Term("description"), Labels = Term("labels"), Confidence = Term("confidence");

    public static readonly JsonEncodedText Pattern = Term("pattern"), PatternType = Term("pattern_type"), PatternVersion = Term("pattern_version"), ValidFrom = Term("valid_from"), ValidUntil = Term("valid_until");

    public static readonly JsonEncodedText References = Term("external_references"), SourceName = Term("source_name"), ExternalId = Term("external_id"), Url = Term("url");

    public static readonly JsonEncodedText Identity = Term("identity"), Indicator = Term("indicator"), Banned = Term("banned"), HighRisk = Term("high-risk"), Stix = Term("stix"), Version = Term("2.1");

    public static readonly JsonEncodedText Register = Term(FeedJson.Register);

    private static JsonEncodedText Term(string text) => JsonEncodedText.Encode(text);
}
