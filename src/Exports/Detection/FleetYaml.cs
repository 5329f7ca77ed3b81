using System.Text;

namespace ToolRegistry.Exports.Detection;

/// <summary>
/// Where YAML for Fleet is written to. Before Fleet reads it, it puts variables of its environment in place of <c>$NAME</c>, wherever
/// that stands, so a dollar sign is escaped; it only ever stands in double quotes.
/// </summary>
internal sealed class FleetYaml(Stream output) : StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
{
    private const char Dollar = '$';
    private const string Escaped = @"\x24";

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == Dollar)
            base.Write(Escaped);
        else
            base.Write(value);
    }

    /// <inheritdoc/>
    public override void Write(string? value)
    {
        base.Write(value?.Replace("$", Escaped, StringComparison.Ordinal));
    }
}
