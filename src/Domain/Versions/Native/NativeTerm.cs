namespace ToolRegistry.Domain.Versions.Native;

/// <summary>An operator, which may be empty, and the version that follows it, which may be missing.</summary>
internal readonly record struct NativeTerm(string Operator, string Version)
{
    /// <summary>Splits the operator, the first of the list with which the text starts, from what follows it.</summary>
    internal static NativeTerm Of(string text, string[] operators)
    {
        var found = Array.Find(operators, candidate => text.StartsWith(candidate, StringComparison.Ordinal)) ?? "";
        return new NativeTerm(found, text[found.Length..].TrimStart(' '));
    }

    /// <summary>The terms of a list of words; space may stand between an operator and its version.</summary>
    internal static IEnumerable<NativeTerm> Split(string[] words, string[] operators)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var term = Of(words[i], operators);
            if (term is { Version: "", Operator: not "" } && i + 1 < words.Length)
                term = term with { Version = words[++i] };
            yield return term;
        }
    }
}
