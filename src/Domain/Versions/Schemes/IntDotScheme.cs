namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>
/// The VERS type <c>intdot</c>, and <c>nginx</c>, which numbers the same way: numbers parted by dots, compared by value at any
/// length, leading zeros ignored.
/// </summary>
/// <remarks>
/// Reading stops at the first character that is neither digit nor dot, so <c>1.2</c>, <c>1.2beta</c> and <c>1.2.x</c> are one
/// version. A missing number is zero: <c>1.2</c> is <c>1.2.0</c>, and a ban of the one is a ban of the other. A text that does
/// not start with a digit, or in which a dot follows a dot, is not read.
/// </remarks>
internal sealed class IntDotScheme : PartwiseScheme
{
    internal IntDotScheme(string name)
        : base(name) => Lowest = Read("0");

    internal override ParsedVersion? Lowest { get; }

    private protected override List<Part>? Split(string text)
    {
        if (!char.IsAsciiDigit(text[0]))
            return null;

        var scanner = new Scanner(text);
        var parts = new List<Part>();
        do
            parts.Add(Part.Number(0, scanner.Take(Scanner.Digits)));
        while (scanner.Skip(".") && char.IsAsciiDigit(scanner.Next));
        if (scanner.Next == '.')
            return null;

        Part.DropTrailingZeros(parts, keep: 0);
        return parts;
    }
}
