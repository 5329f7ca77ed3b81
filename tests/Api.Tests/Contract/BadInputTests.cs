using System.Text;
using System.Text.Json.Nodes;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>Every member of every body, spoilt in every way that its schema knows: refused, and nothing changes.</summary>
[Collection(nameof(Unchanged))]
public sealed class BadInputTests(Samples samples)
{
    private const string Text = "a string";

    private static readonly string Huge = $"\"{new string('a', 100_000)}\"";

    /// <summary>What is wrong for each type, as JSON.</summary>
    private static readonly Dictionary<string, string[]> OfWrongType = new(StringComparer.Ordinal)
    {
        ["string"] = ["12", "1e400", "true", "{}", "[]"],
        ["integer"] = ["\"3\"", "3.5", "1e400", "99999999999999999999", "-9223372036854775809", "true", "{}", "[]"],
        ["boolean"] = ["\"true\"", "1", "{}", "[]"],
        ["array"] = ["\"text\"", "12", "{}", "true"],
        ["object"] = ["\"text\"", "12", "[]", "true"],
    };

    /// <summary>What no text of the register may be, as JSON.</summary>
    private static readonly (string What, string Json)[] BadTexts =
    [
        ("a lone high surrogate", "\"a\\ud800b\""),
        ("a lone low surrogate", "\"\\udc00\""),
        ("surrogates in the wrong order", "\"\\udc00\\ud800\""),
        ("a NUL", "\"a\\u0000b\""),
        ("a control character", "\"a\\u0007b\""),
        ("a delete character", "\"a\\u007fb\""),
        ("nothing", "\"\""),
        ("100,000 characters", Huge),
    ];

    private static readonly string[] BadInstants =
        ["\"2026-07-10T00:00:00\"", "\"2026-07-10\"", "\"10/07/2026\"", "\"2026-02-30T00:00:00Z\"", "\"2026-07-10T25:00:00Z\"", "\"2026-07-10 00:00:00Z\"", "\"0001-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"2026-07-10T00:00:00+99:00\"", "\"\"", "\"now\"", "1783641600"];

    private static readonly string[] BadDates = ["\"2026-02-30\"", "\"10/07/2026\"", "\"2026-7-1\"", "\"tomorrow\"", "\"\"", "\"2026-07-10T00:00:00\"", "20260710"];

    /// <summary>What a batch takes nevertheless: an unreadable subject is Unknown there, with a note.</summary>
    private static readonly string[] TakesAnyText = ["CheckBatch checks[0].subject"];

    public static TheoryData<string> Operations => [.. OperationIds.WithBody];

    private Operation this[string id] => samples.Document[id];

    [Fact]
    public void Operation_EachWithABody_IsSpoilt() =>
        Assert.Equal(samples.Document.Operations.Where(o => o.BodySchema is not null).Select(o => o.Id).Order(StringComparer.Ordinal), OperationIds.WithBody.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Member_OfTheWrongType_IsRefused(string id) => ForMembersAsync(id, async (refusals, member) =>
    {
        var types = ApiDocument.TypesOf(member.Schema).Where(t => t != "null").ToArray();
        Assert.True(types.Length == 1, $"{member.Name} has {types.Length} types.");
        foreach (var json in OfWrongType[types[0]])
            await refusals.BodyAsync(this[id], member.With(json), $"{member.Name} = {json}", 400, "request.malformed");
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Member_ThatIsNullOrMissing_IsRefusedWhereItMustBeGiven(string id) => ForMembersAsync(id, async (refusals, member) =>
    {
        if (!member.TakesNull)
            await refusals.BodyAsync(this[id], member.With("null"), $"{member.Name} = null", 400, "request.malformed", "request.invalid");
        if (member is { IsRequired: true, Path.Count: > 0, IsElement: false })
            await refusals.BodyAsync(this[id], member.Without(), $"no {member.Name}", 400, "request.malformed");
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Object_WithUnknownOrDoubleMembers_IsRefused(string id) => ForMembersAsync(id, async (refusals, member) =>
    {
        if (member.Read() is not JsonObject { Count: > 0 } given)
            return;
        var (name, value) = given.First();
        await refusals.BodyAsync(this[id], member.WithFurther(name, value?.ToJsonString() ?? "null"), $"{member.Name}: {name} twice", 400, "request.malformed", "request.invalid");
        if (member.Schema["properties"] is null)
            return;
        await refusals.BodyAsync(this[id], member.WithFurther("unheardOf", "1"), $"{member.Name}: a member unheard of", 400, "request.malformed");
        await refusals.BodyAsync(this[id], member.WithFurther(name.ToUpperInvariant(), value?.ToJsonString() ?? "null"), $"{member.Name}: {name} in capitals", 400, "request.malformed");
        await refusals.BodyAsync(this[id], member.WithFurther("\\ud800", "1"), $"{member.Name}: half a character as a name", 400, "request.malformed");
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Text_ThatIsNoText_IsRefused(string id) => ForMembersAsync(id, async (refusals, member) =>
    {
        if (FormatOf(member) != Text)
            return;
        foreach (var (what, json) in BadTexts)
        {
            var isTaken = TakesAnyText.Contains($"{id} {member.Name}") && what is "a NUL" or "a control character" or "a delete character";
            if (!isTaken)
                await refusals.BodyAsync(this[id], member.With(json), $"{member.Name} = {what}", 400);
        }
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Word_InOtherCasingOrUnknown_IsRefused(string id) => ForMembersAsync(id, async (refusals, member) =>
    {
        if (member.Schema["enum"] is null)
            return;
        var word = member.Read()!.GetValue<string>();
        foreach (var other in new[] { word.ToUpperInvariant(), char.ToUpperInvariant(word[0]) + word[1..], word.ToLowerInvariant(), $" {word}", "0", "1", "Nonsense" }.Where(w => w != word))
            await refusals.BodyAsync(this[id], member.With($"\"{other}\""), $"{member.Name} = {other}", 400);
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Date_ThatIsNone_IsRefused(string id) => ForMembersAsync(id, async (refusals, member) =>
    {
        foreach (var json in FormatOf(member) switch { "date-time" => BadInstants, "date" => BadDates, _ => [] })
            await refusals.BodyAsync(this[id], member.With(json), $"{member.Name} = {json}", 400, "request.malformed");
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Member_NestedDeeply_IsRefused(string id) => ForMembersAsync(id, async (refusals, member) =>
    {
        foreach (var depth in new[] { 40, 2_000 })
        {
            await refusals.BodyAsync(this[id], member.With(new string('[', depth) + new string(']', depth)), $"{member.Name}: {depth} lists in each other", 400, "request.malformed");
            await refusals.BodyAsync(this[id], member.With(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)), $"{member.Name}: {depth} objects in each other", 400, "request.malformed");
        }
    });

    [Theory]
    [MemberData(nameof(Operations))]
    public Task List_OfTooMany_IsRefused(string id) => ForMembersAsync(id, async (refusals, member) =>
    {
        // Environments and regions are sets of a few words, and who says one 3,000 times has said it once.
        if (member.Read() is not JsonArray list || member.Last is "environments" or "regions" or "checks")
            return;
        var elements = Enumerable.Range(1, 3_000).Select(i => member.Last == "groups" ? $"\"group-{i}\"" : list[0]!.ToJsonString());
        await refusals.BodyAsync(this[id], member.With($"[{string.Join(',', elements)}]"), $"{member.Name}: 3,000 elements", member.Last == "releases" ? 409 : 400);
    });

    private static string? FormatOf(BodyMember member) =>
        !ApiDocument.TypesOf(member.Schema).Contains("string") ? null
        : member.Schema["format"]?.GetValue<string>() ?? Text;

    private Task ForMembersAsync(string id, Func<Refusals, BodyMember, Task> send) => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var member in BodyMember.All(samples.Document, this[id].BodySchema!, samples[id].Body!))
            await send(refusals, member);
        // Each operation has a member of each sort or not; that at least something is sent is seen to by a body that is none.
        using var none = new StringContent("{", Encoding.UTF8, "application/json");
        await refusals.BodyAsync(this[id], none, "an open brace", 400, "request.malformed");
    });
}
