using System.Text;

namespace ToolRegistry.Domain;

/// <summary>Text with placeholders in braces, such as <c>{tool} ({number})</c>.</summary>
public static class MessageTemplate
{
    /// <summary>The names in braces that nothing can be put in place of; a brace that is not closed counts as one.</summary>
    /// <param name="template">The template.</param>
    /// <param name="known">The names that there are.</param>
    public static IReadOnlyList<string> Unknown(string template, IReadOnlyCollection<string> known)
    {
        var unknown = new List<string>();
        for (var open = template.IndexOf('{', StringComparison.Ordinal); open >= 0; open = template.IndexOf('{', open + 1))
        {
            var close = template.IndexOf('}', open);
            var name = close < 0 ? template[(open + 1)..] : template[(open + 1)..close];
            if (close < 0 || !known.Contains(name))
                unknown.Add(name);
        }

        return unknown;
    }

    /// <summary>The text with values in place of the names.</summary>
    /// <param name="template">A template without unknown names.</param>
    /// <param name="valueOf">Gives a name's value; null: nothing stands there.</param>
    public static string Fill(string template, Func<string, string?> valueOf)
    {
        var text = new StringBuilder(template.Length);
        var rest = template.AsSpan();
        for (var open = rest.IndexOf('{'); open >= 0; open = rest.IndexOf('{'))
        {
            var close = open + rest[open..].IndexOf('}');
            text.Append(rest[..open]).Append(valueOf(rest[(open + 1)..close].ToString()));
            rest = rest[(close + 1)..];
        }

        return text.Append(rest).ToString();
    }
}
