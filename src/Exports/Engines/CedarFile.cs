namespace ToolRegistry.Exports.Engines;

/// <summary>A file of Cedar's policies.</summary>
internal sealed class CedarFile(Stream output) : IDisposable
{
    private readonly StreamWriter lines = TextFile.To(output);

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();

    /// <summary>Writes of which decision the policy is that begins next, and which part of it.</summary>
    public void Annotate(ExportRule rule, int part)
    {
        lines.Write("@id(\"");
        lines.Write(rule.Number);
        lines.Write('.');
        lines.Write(part);
        lines.Write("\")\n");
        Annotate("@message(\"", rule.Message);
        if (rule.Link is { } link)
            Annotate("@link(\"", link);
    }

    /// <summary>Begins a policy.</summary>
    /// <param name="effect"><c>permit</c> or <c>forbid</c>.</param>
    public void Begin(string effect)
    {
        lines.Write(effect);
        lines.Write(" (principal, action == ToolRegistry::Action::\"use\", resource)");
    }

    /// <summary>Writes a condition that must hold, in two parts.</summary>
    public void When(ReadOnlySpan<char> condition, ReadOnlySpan<char> rest = default) => Clause("\nwhen { ", condition, rest);

    /// <summary>Writes a condition that must not hold.</summary>
    public void Unless(string condition) => Clause("\nunless { ", condition, rest: default);

    /// <summary>Ends the policy.</summary>
    public void End()
    {
        lines.Write(";\n\n");
    }

    private void Annotate(string beginning, string value)
    {
        lines.Write(beginning);
        lines.Write(CedarNames.Escaped(value));
        lines.Write("\")\n");
    }

    private void Clause(string beginning, ReadOnlySpan<char> condition, ReadOnlySpan<char> rest)
    {
        lines.Write(beginning);
        lines.Write(condition);
        lines.Write(rest);
        lines.Write(" }");
    }
}
