using System.Text;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>Addresses of what is not there, and parameters that no route takes.</summary>
[Collection(nameof(Unchanged))]
public sealed class BadAddressTests(Samples samples)
{
    private static readonly string[] NoSlug = ["unheard-of", "SAMPLED", "Sampled", "sampled%20", "%20", "..%2fsampled", "%c3%a9", "%f0%9f%a6%8a", "'%20OR%201=1--", "%25", new('a', 3_000)];
    private static readonly string[] NoId = ["unheard-of", "0", new('0', 32), new('a', 3_000), "%20"];
    private static readonly string[] NotInteger = ["abc", "1.5", "1e3", "99999999999999999999", "0x10", "%20", "", "1,2"];

    [Fact]
    public Task Record_ThatIsNotThere_IsNotFound() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.PathParameters.Any()))
        {
            foreach (var parameter in operation.PathParameters)
            {
                // A machine is whatever calls itself one.
                foreach (var value in parameter switch { "slug" => NoSlug, "number" => NoNumber(operation), "id" => NoId, "name" or "target" => NoSlug, "machine" => [], _ => throw new InvalidOperationException($"{operation.Id} has a parameter {parameter}: say here what names nothing.") })
                    await refusals.PathAsync(operation, With(operation, parameter, value), $"{parameter} {Shortened(value)}", 404);
            }
        }
    });

    [Fact]
    public Task Record_OfAnotherTool_IsNotFound() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.PathParameters.SequenceEqual(["slug", "number"])))
            await refusals.PathAsync(operation, With(operation, "slug", "instead"), "another tool's", 404);
    });

    [Fact]
    public Task Parameter_Unknown_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations)
        {
            foreach (var query in new[] { "enviroment=ci", "unheardOf", "%20=1", "If-Match=7" })
                await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, query), query, 400, "request.unknown-parameter");
            foreach (var name in operation.PathParameters)
                await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, $"{name}=1"), $"{name} in the query", 400, "request.unknown-parameter");
        }
    });

    [Fact]
    public Task Parameter_Repeated_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations)
        {
            foreach (var name in operation.QueryParameters.Where(p => !ApiDocument.TypesOf(p["schema"]!).Contains("array")).Select(p => p["name"]!.GetValue<string>()))
            {
                await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, $"{name}=1&{name}=1"), $"{name} twice", 400, "request.repeated-parameter");
                await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, $"{name}=1&{name.ToUpperInvariant()}=1"), $"{name} twice in other casing", 400, "request.repeated-parameter");
            }
        }
    });

    [Fact]
    public Task Parameter_ThatIsNoUtf8_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations.Where(o => o.Id != "Check"))
        {
            foreach (var name in Names(operation))
                await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, $"{name}=%ff"), $"{name}=%ff", 400, "request.malformed");
        }

        foreach (var name in Names(samples.Document["Check"]))
            await refusals.PathAsync(samples.Document["Check"], name == "subject" ? "/v1/check?subject=%ff" : $"/v1/check?subject=sampled&{name}=%ff", $"{name}=%ff", 400, "request.malformed");
    });

    [Fact]
    public Task Parameter_ThatIsNoNumber_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations)
        {
            foreach (var name in operation.QueryParameters.Where(p => ApiDocument.TypesOf(p["schema"]!).Contains("integer")).Select(p => p["name"]!.GetValue<string>()))
            {
                foreach (var value in NotInteger)
                    await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, $"{name}={value}"), $"{name}={value}", 400);
            }
        }
    });

    [Fact]
    public Task Parameter_ThatIsNoneOfItsWords_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in samples.Document.Operations)
        {
            foreach (var parameter in operation.QueryParameters.Where(p => p["schema"]!["enum"] is not null))
            {
                var word = parameter["schema"]!["enum"]![0]!.GetValue<string>();
                foreach (var value in new[] { "nonsense", "", "%20", "0", word.ToUpperInvariant(), $"{word}," })
                    await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, $"{parameter["name"]}={value}"), $"{parameter["name"]}={value}", 400);
            }
        }
    });

    [Theory]
    [InlineData("limit=0", "page.limit")]
    [InlineData("limit=-1", "page.limit")]
    [InlineData("limit=201", "page.limit")]
    [InlineData("sort=nonsense", "page.sort")]
    [InlineData("sort=", "page.sort")]
    [InlineData("sort=-", "page.sort")]
    [InlineData("sort=%2Bnumber", "page.sort")]
    [InlineData("cursor=", "page.cursor")]
    [InlineData("cursor=nonsense", "page.cursor")]
    [InlineData("cursor=!!!", "page.cursor")]
    [InlineData("cursor=e30", "page.cursor")]
    [InlineData("cursor=bnVsbA", "page.cursor")]
    [InlineData("cursor=W10", "page.cursor")]
    public Task Page_ThatNoListHas_IsRefused(string query, string code) => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in Lists())
            await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, query), query, 400, code);
    });

    [Fact]
    public Task Cursor_MadeUp_IsRefused() => Refusals.AllAsync(samples, async refusals =>
    {
        foreach (var operation in Lists())
        {
            var sort = operation.Id switch { "ListTools" => "slug", "ListTokens" => "id", "ListAudit" or "ListEvents" or "ListDeliveries" => "seq", "ListReviews" => "dueAt", "ListUnknown" => "checks", "ListChannels" or "ListWebhooks" => "name", "ListPulls" => "lastAt", "ListMachines" => "machine", _ => "number" };
            foreach (var (key, id) in new[] { ("{}", "{}"), ("[]", "1"), ("null", "null"), ("true", "true"), ("1.5", "1.5"), ("1e99", "1e99"), ("\"\\ud800\"", "\"\\ud800\"") })
                await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, $"cursor={Cursor(sort, key, id)}"), $"a cursor with {key}", 400, "page.cursor");
            await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, $"cursor={Cursor("unheard-of", "1", "1")}"), "a cursor of another sort", 400, "page.cursor");
            await refusals.PathAsync(operation, Adding(samples[operation.Id].Path, $"sort=-{sort}&cursor={Cursor(sort, "1", "1")}"), "a cursor of the other direction", 400, "page.cursor");
        }
    });

    [Theory]
    [InlineData("ListTools", "owner=two%20words", "owner.invalid")]
    [InlineData("ListTokens", "owner=", "owner.invalid")]
    [InlineData("ListAudit", "owner=%c3%a9", "owner.invalid")]
    [InlineData("ListAudit", "from=2026-07-01", "request.invalid")]
    [InlineData("ListAudit", "from=2026-07-01T00:00:00", "request.invalid")]
    [InlineData("ListAudit", "until=yesterday", "request.invalid")]
    [InlineData("ExportAudit", "format=CEF", "request.invalid")]
    [InlineData("ListReviews", "owner=two%20words", "owner.invalid")]
    [InlineData("ListReviews", "dueBefore=2026-07-01", "request.invalid")]
    [InlineData("ListReviews", "kind=request", "request.invalid")]
    [InlineData("ListUnknown", "environment=laptop", "scope.invalid")]
    [InlineData("ListUnknown", "since=2026-07-01", "request.invalid")]
    [InlineData("GetUsage", "since=yesterday", "request.invalid")]
    [InlineData("ListExceptions", "decision=TR-0", "request.invalid")]
    [InlineData("ListExceptions", "decision=2", "request.invalid")]
    [InlineData("Check", "at=2026-07-01T00:00:00", "request.invalid")]
    [InlineData("Check", "at=2026-07-01T00:00:00+02:00", "request.invalid")]
    [InlineData("Check", "at=0001-01-01T00:00:00Z", "request.invalid")]
    [InlineData("Check", "environment=laptop", "scope.invalid")]
    [InlineData("Check", "region=Germany", "scope.invalid")]
    [InlineData("Check", "region=", "scope.invalid")]
    [InlineData("CheckSbom", "at=2026-07-01T00:00:00", "request.invalid")]
    [InlineData("CheckSbom", "environment=laptop", "scope.invalid")]
    [InlineData("CheckSbom", "region=Germany", "scope.invalid")]
    [InlineData("CheckSbom", "groups=", "scope.invalid")]
    [InlineData("Check", "version=", "request.invalid")]
    [InlineData("Check", "version=%00", "request.invalid")]
    [InlineData("Check", "revision=-1", "check.revision-unknown")]
    [InlineData("Check", "revision=999999", "check.revision-unknown")]
    public Task Parameter_ThatBreaksARule_IsRefused(string id, string query, string code) =>
        Refusals.AllAsync(samples, refusals => refusals.PathAsync(samples.Document[id], Adding(samples[id].Path, query), query, 400, code));

    [Theory]
    [InlineData("", "request.invalid")]
    [InlineData("Not%20A%20Slug", "subject.invalid")]
    [InlineData("pkg:", "subject.invalid")]
    [InlineData("pkg:npm/", "subject.invalid")]
    [InlineData("pkg:npm/a%25ff", "subject.invalid")]
    [InlineData("sha256:abc", "subject.invalid")]
    [InlineData("unheard-of:value", "subject.invalid")]
    [InlineData("a%00b", "request.invalid")]
    [InlineData("a%0ab", "request.invalid")]
    [InlineData("pkg:npm/left-pad@1.0.0&version=2.0.0", "check.version-conflict")]
    public Task Subject_ThatIsNone_IsRefused(string subject, string code) =>
        Refusals.AllAsync(samples, refusals => refusals.PathAsync(samples.Document["Check"], $"/v1/check?subject={subject}", subject, 400, code));

    [Fact]
    public Task Subject_Missing_IsRefused() =>
        Refusals.AllAsync(samples, refusals => refusals.PathAsync(samples.Document["Check"], "/v1/check", "no subject", 400, "request.malformed"));

    [Theory]
    [InlineData("GET", "/v1/unheard-of", 404, "route.not-found")]
    [InlineData("GET", "/v1", 404, "route.not-found")]
    [InlineData("DELETE", "/v1/tools", 405, "route.method-not-allowed")]
    [InlineData("PATCH", "/v1/decisions/TR-1", 405, "route.method-not-allowed")]
    public async Task Route_ThatIsNone_IsRefusedAsProblemDetails(string method, string path, int status, string code) =>
        (await samples.Administrator.SendAsync(new HttpMethod(method), path)).ExpectProblem(status, code);

    private IEnumerable<Operation> Lists() => samples.Document.Operations.Where(o => Names(o).Contains("cursor"));

    private static IEnumerable<string> Names(Operation operation) => operation.QueryParameters.Select(p => p["name"]!.GetValue<string>());

    private static string[] NoNumber(Operation operation)
    {
        var prefix = operation.Path.Split('/') switch
        {
            [.., "claims", _] => "CL",
            [.., "evidence", _] or [.., "evidence", _, _] => "EV",
            [.., "risk-assessments", _] => "RA",
            [_, _, "decisions", ..] => "TR",
            [_, _, "exceptions", ..] => "EX",
            [_, _, "requests", ..] => "RQ",
            _ => throw new InvalidOperationException($"Say here how the numbers of {operation.Path} begin."),
        };
        return [$"{prefix}-999999", $"{prefix}-0", $"{prefix}-01", $"{prefix}--1", $"{prefix}-+1", $"{prefix}-abc", $"{prefix}-1.0", $"{prefix}-99999999999", $"{prefix}-", prefix, "1", $"{prefix.ToLowerInvariant()}-1", $"{prefix}-1%20", $"{prefix}-%d9%a1", "QQ-1", new string('9', 3_000)];
    }

    /// <summary>The sample's address with another value in one place.</summary>
    private string With(Operation operation, string parameter, string value)
    {
        var template = operation.Path.Split('/');
        var path = samples[operation.Id].Path.Split('/');
        path[Array.IndexOf(template, $"{{{parameter}}}")] = value;
        return string.Join('/', path);
    }

    private static string Adding(string path, string query) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}";

    private static string Cursor(string sort, string key, string id) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"Sort":"{{sort}}","Descending":false,"Key":{{key}},"Id":{{id}}}""")).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string Shortened(string value) => value.Length > 40 ? value[..40] : value;
}
