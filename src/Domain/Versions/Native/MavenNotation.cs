namespace ToolRegistry.Domain.Versions.Native;

/// <summary>
/// Maven's ranges: <c>[1.0,2.0)</c>, <c>(,1.0]</c>, <c>[1.0]</c>, and several of them joined by commas, any of which holds. GitLab's
/// advisories for NuGet are written so, too.
/// </summary>
/// <remarks>
/// A version alone is refused. To Maven it is a recommendation that any other version fulfils (POM Reference, Dependency Version
/// Requirement Specification), so as a ban it would mean every version; who writes it means one.
/// </remarks>
internal sealed class MavenNotation(string name, string scheme) : NativeNotation(name, scheme)
{
    internal override Meaning Read(string text) => text.AsSpan().ContainsAny("[]()")
        ? Meaning.Any(Scheme, ReadRestrictions(text))
        : Refuse($"A version alone is a recommendation that every version fulfils. Write [{text}] for that version, or [{text},) for it and all higher ones.");

    private IEnumerable<Meaning> ReadRestrictions(string text)
    {
        for (var at = 0; ; at++)
        {
            at = SkipSpaces(text, at);
            var end = text.AsSpan(at).IndexOfAny(")]");
            if (at == text.Length || text[at] is not ('[' or '(') || end < 0)
            {
                yield return Refuse($"The range {text} is none of Maven's. Write it as [1.0,2.0), with square brackets where the bound is inside; as [1.0] for one version; and several joined by commas.");
                yield break;
            }

            yield return ReadRestriction(text.Substring(at, end + 1));
            at = SkipSpaces(text, at + end + 1);
            if (at == text.Length)
                yield break;
            if (text[at] != ',')
                yield return Refuse($"Something stands behind a bracket in {text}. Put a comma between two ranges.");
        }
    }

    private Meaning ReadRestriction(string text)
    {
        var (isFromInside, isToInside) = (text[0] == '[', text[^1] == ']');
        var bounds = text[1..^1].Split(',', StringSplitOptions.TrimEntries);
        if (bounds is [var only])
        {
            return isFromInside && isToInside && only.Length > 0
                ? Meaning.Of(Scheme, Comparator.Equal, only)
                : Refuse($"One version stands in square brackets, as in [1.0]; {text} does not.");
        }

        if (bounds is not [var from, var to])
            return Refuse($"The range {text} has more than two bounds. Put each range in its own brackets.");

        var start = from.Length == 0 ? Meaning.Everything(Scheme) : Meaning.Of(Scheme, isFromInside ? Comparator.GreaterOrEqual : Comparator.Greater, from);
        var end = to.Length == 0 ? Meaning.Everything(Scheme) : Meaning.Of(Scheme, isToInside ? Comparator.LessOrEqual : Comparator.Less, to);
        var meaning = from == to && isFromInside && isToInside && from.Length > 0 ? Meaning.Of(Scheme, Comparator.Equal, from) : Meaning.All(Scheme, [start, end]);
        return meaning.NotEmpty($"The range {text} contains no version. Write the lower bound first.");
    }

    private static int SkipSpaces(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at;
    }
}
