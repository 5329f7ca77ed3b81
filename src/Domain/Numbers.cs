using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ToolRegistry.Domain;

/// <summary>The numbers by which people name records: a prefix, a hyphen and a positive integer, such as <c>TR-42</c>.</summary>
public static class Numbers
{
    /// <summary>Prefix of decisions.</summary>
    public const string Decision = "TR";

    /// <summary>Prefix of exceptions.</summary>
    public const string Exception = "EX";

    /// <summary>Prefix of requests.</summary>
    public const string Request = "RQ";

    /// <summary>Prefix of claims.</summary>
    public const string Claim = "CL";

    /// <summary>Prefix of evidence.</summary>
    public const string Evidence = "EV";

    /// <summary>Prefix of risk assessments.</summary>
    public const string Assessment = "RA";

    /// <summary>Writes a number.</summary>
    public static string Format(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");

    /// <summary>Reads a number of the given prefix; no sign, no leading zero, at most 2,147,483,647.</summary>
    public static bool TryParse(string prefix, [NotNullWhen(true)] string? text, out int number)
    {
        number = 0;
        return text is not null
            && text.Length > prefix.Length + 1
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && text[prefix.Length] == '-'
            && text[prefix.Length + 1] != '0'
            && int.TryParse(text.AsSpan(prefix.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
