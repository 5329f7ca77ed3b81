using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Domain.Identity;

/// <summary>Takes a package URL apart from its end, as the purl specification says how to parse, and says where a rule is broken.</summary>
/// <remarks>
/// Of several bare <c>?</c> or <c>#</c> the first one parts, as in RFC 3986: by the last one, a bare <c>?</c> in a URL among the
/// qualifiers would make those qualifiers part of the name, and the package another package. Canonical texts have one at most.
/// A slash before the version's <c>@</c> is refused, as the published cases ask, and not dropped like one at the end.
/// </remarks>
internal sealed class PackageUrlParser(string? text)
{
    private readonly string source = text ?? "";
    private readonly List<KeyValuePair<string, string>> qualifiers = [];
    private readonly List<int> qualifierStarts = [];
    private string? refusal;
    private int typeStart;
    private int packageStart;
    private int nameStart;
    private int packageEnd;
    private int versionStart;
    private int subpathStart;

    internal bool TryParse([NotNullWhen(true)] out PackageUrl? purl, [NotNullWhen(false)] out string? problem)
    {
        purl = Read();
        problem = purl is null ? refusal! : null;
        return purl is not null;
    }

    private PackageUrl? Read()
    {
        if (source.Length > PackageUrl.MaxLength)
            return Fail(PackageUrlRules.TooLong.Message, PackageUrl.MaxLength);
        if (!source.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
            return Fail("A package URL starts with pkg: and a type, as in pkg:npm/name.", 0);

        packageEnd = source.Length;
        if (!ReadSubpath(out var subpath) || !ReadQualifiers())
            return null;

        typeStart = SkipSlashes("pkg:".Length);
        var slash = source.IndexOf('/', typeStart, packageEnd - typeStart);
        var type = source[typeStart..(slash < 0 ? packageEnd : slash)];
        if (PackageUrlRules.CheckType(type) is { } badType)
            return Fail(badType.Message, typeStart);
        if (slash < 0)
            return Fail("A package URL needs a name after its type, as in pkg:npm/name.", packageEnd);

        packageStart = SkipSlashes(slash);
        if (!ReadVersion(type, out var version) || !ReadName(out var name) || !ReadNamespace(out var ns))
            return null;
        return PackageUrl.TryCreate(type, ns, name, version, qualifiers, subpath, out var purl, out var problem)
            ? purl
            : Fail(problem.Message, IndexOf(problem));
    }

    private bool ReadSubpath(out string? subpath)
    {
        subpath = null;
        var hash = source.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0)
            return true;
        subpathStart = hash + 1;
        packageEnd = hash;
        return ReadSegments(subpathStart, source.Length, "subpath", out subpath);
    }

    private bool ReadQualifiers()
    {
        var (mark, end) = (source.IndexOf('?', 0, packageEnd), packageEnd);
        if (mark < 0)
            return true;

        for (var start = mark + 1; start < end;)
        {
            var next = IndexOrEnd('&', start, end);
            var equals = source.IndexOf('=', start, next - start);
            if (equals < 0)
                return Refuse("A qualifier is written key=value.", start);
            if (PackageUrlRules.CheckKey(source.AsSpan(start, equals - start)) is { } badKey)
                return Refuse(badKey, start);
            if (!Decode(equals + 1, next, out var value))
                return false;
            qualifiers.Add(new(source[start..equals], value));
            qualifierStarts.Add(start);
            start = next + 1;
        }

        packageEnd = mark;
        return true;
    }

    private bool ReadVersion(string type, out string? version)
    {
        version = null;
        // npm's scope is often written with a bare @, which is no version's.
        var isScoped = type.Equals("npm", StringComparison.OrdinalIgnoreCase) && packageStart < packageEnd && source[packageStart] == '@';
        var from = isScoped ? packageStart + 1 : packageStart;
        var at = packageEnd > from ? source.LastIndexOf('@', packageEnd - 1, packageEnd - from) : -1;
        if (at < 0)
        {
            while (packageEnd > packageStart && source[packageEnd - 1] == '/')
                packageEnd--;
            return true;
        }

        versionStart = at + 1;
        var end = packageEnd;
        packageEnd = at;
        return Decode(versionStart, end, out version);
    }

    private bool ReadName([NotNullWhen(true)] out string? name)
    {
        name = null;
        if (packageStart == packageEnd || source[packageEnd - 1] == '/')
            return Refuse(PackageUrlRules.NoName.Message, packageEnd);
        nameStart = source.LastIndexOf('/', packageEnd - 1, packageEnd - packageStart) is >= 0 and var slash ? slash + 1 : packageStart;
        return Decode(nameStart, packageEnd, out name);
    }

    private bool ReadNamespace(out string? ns)
    {
        ns = null;
        return nameStart == packageStart || ReadSegments(packageStart, nameStart - 1, "namespace", out ns);
    }

    private bool ReadSegments(int start, int end, string part, out string? path)
    {
        // Only what is encoded can hide a slash.
        if (!source.AsSpan(start, end - start).Contains('%'))
            return Decode(start, end, out path);

        path = null;
        var segments = new List<string>();
        while (start < end)
        {
            var next = IndexOrEnd('/', start, end);
            if (!Decode(start, next, out var segment))
                return false;
            if (segment.Contains('/', StringComparison.Ordinal))
                return Refuse($"A segment of the {part} holds no encoded slash. Write the slash itself between two segments.", start);
            segments.Add(segment);
            start = next + 1;
        }

        path = string.Join('/', segments);
        return true;
    }

    private bool Decode(int start, int end, [NotNullWhen(true)] out string? decoded) =>
        PercentEncoding.TryDecode(source.AsSpan(start, end - start), out decoded, out var fault)
        || Refuse("What stands here is not percent-encoded UTF-8 without control characters. Write a percent sign itself as %25.", start + fault);

    private int IndexOf(PurlProblem problem) => problem.Part switch
    {
        PurlPart.Type => typeStart,
        PurlPart.Namespace => packageStart,
        PurlPart.Name => nameStart,
        PurlPart.Version => versionStart,
        // One that is missing belongs after all that is there.
        PurlPart.Qualifier => problem.Index >= 0 ? qualifierStarts[problem.Index] : source.Length,
        PurlPart.Subpath => subpathStart,
        _ => source.Length,
    };

    private int SkipSlashes(int start)
    {
        while (start < packageEnd && source[start] == '/')
            start++;
        return start;
    }

    private int IndexOrEnd(char c, int start, int end) => source.IndexOf(c, start, end - start) is >= 0 and var index ? index : end;

    private bool Refuse(string problem, int index)
    {
        refusal = $"{problem} (At position {index + 1}.)";
        return false;
    }

    private PackageUrl? Fail(string problem, int index)
    {
        Refuse(problem, index);
        return null;
    }
}
