using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Domain.Identity;

/// <summary>Takes a package URL apart from its end, as the purl specification says how to parse.</summary>
/// <remarks>
/// Of several bare <c>?</c> or <c>#</c> the first one parts, as in RFC 3986: by the last one, a bare <c>?</c> in a URL among the
/// qualifiers would make those qualifiers part of the name, and the package another package. Canonical texts have one at most.
/// </remarks>
internal sealed class PackageUrlParser(string? text)
{
    private readonly string source = text ?? "";
    private string? refusal;

    internal bool TryParse([NotNullWhen(true)] out PackageUrl? purl, [NotNullWhen(false)] out string? problem)
    {
        purl = Read();
        problem = purl is null ? refusal! : null;
        return purl is not null;
    }

    private PackageUrl? Read()
    {
        if (source.Length > PackageUrl.MaxLength)
            return Fail(PackageUrlRules.TooLong, PackageUrl.MaxLength);
        if (!source.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
            return Fail("A package URL starts with pkg: and a type, as in pkg:npm/name.", 0);

        var end = source.Length;
        if (!ReadSubpath(ref end, out var subpath) || !ReadQualifiers(ref end, out var qualifiers))
            return null;

        var start = SkipSlashes("pkg:".Length, end);
        var slash = source.IndexOf('/', start, end - start);
        var type = source[start..(slash < 0 ? end : slash)];
        if (PackageUrlRules.CheckType(type) is { } badType)
            return Fail(badType, start);
        if (slash < 0)
            return Fail("A package URL needs a name after its type, as in pkg:npm/name.", end);

        start = SkipSlashes(slash, end);
        while (end > start && source[end - 1] == '/')
            end--;

        // npm's scope is often written with a bare @, which is no version's.
        var isNpm = type.Equals("npm", StringComparison.OrdinalIgnoreCase);
        var isScoped = isNpm && start < end && source[start] == '@';
        if (!ReadVersion(isScoped ? start + 1 : start, ref end, out var version))
            return null;
        if (start == end || source[end - 1] == '/')
            return Fail("A package URL needs a name after its type and namespace, as in pkg:npm/name.", end);

        var path = source.LastIndexOf('/', end - 1, end - start) is >= 0 and var last ? last : start - 1;
        if (!Decode(Math.Max(path + 1, start), end, out var name) || !ReadNamespace(start, path, out var ns))
            return null;

        // npm's own tools write @scope%2Fname, and some that make bills of materials follow them.
        if (isNpm && ns is null && name.StartsWith('@') && name.Split('/') is [var scope, var bare])
            (ns, name) = (scope, bare);
        if (isNpm && ns is null && name.StartsWith('@'))
            return Fail("The scope of an npm package needs a name after it, as in pkg:npm/%40scope/name.", start);

        return PackageUrl.TryCreate(type, ns, name, version, qualifiers, subpath, out var purl, out var problem) ? purl : Fail(problem, start);
    }

    private bool ReadSubpath(ref int end, out string? subpath)
    {
        subpath = null;
        var hash = source.IndexOf('#', StringComparison.Ordinal);
        if (hash < 0)
            return true;
        if (!ReadSegments(hash + 1, end, "subpath", out subpath))
            return false;
        end = hash;
        return true;
    }

    private bool ReadQualifiers(ref int end, out List<KeyValuePair<string, string>> qualifiers)
    {
        qualifiers = [];
        var mark = source.IndexOf('?', 0, end);
        if (mark < 0)
            return true;

        for (var start = mark + 1; start < end;)
        {
            var next = source.IndexOf('&', start, end - start) is >= 0 and var ampersand ? ampersand : end;
            var equals = source.IndexOf('=', start, next - start);
            if (equals < 0)
                return Refuse("A qualifier is written key=value.", start);
            var key = source[start..equals];
            if (PackageUrlRules.CheckKey(key) is { } badKey)
                return Refuse(badKey, start);
            if (!Decode(equals + 1, next, out var value))
                return false;
            qualifiers.Add(new(key, value));
            start = next + 1;
        }

        end = mark;
        return true;
    }

    private bool ReadVersion(int start, ref int end, out string? version)
    {
        version = null;
        var at = end > start ? source.LastIndexOf('@', end - 1, end - start) : -1;
        if (at < 0)
            return true;
        if (!Decode(at + 1, end, out version))
            return false;
        end = at;
        return true;
    }

    private bool ReadNamespace(int start, int end, out string? ns)
    {
        ns = null;
        return end <= start || ReadSegments(start, end, "namespace", out ns);
    }

    private bool ReadSegments(int start, int end, string part, out string? path)
    {
        path = null;
        var segments = new List<string>();
        while (start < end)
        {
            var next = source.IndexOf('/', start, end - start) is >= 0 and var slash ? slash : end;
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
        PercentEncoding.TryDecode(source.AsSpan(start, end - start), out decoded)
        || Refuse("What stands here is not percent-encoded UTF-8 without control characters. Write a percent sign itself as %25.", start);

    private int SkipSlashes(int start, int end)
    {
        while (start < end && source[start] == '/')
            start++;
        return start;
    }

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
