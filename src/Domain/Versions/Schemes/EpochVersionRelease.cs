namespace ToolRegistry.Domain.Versions.Schemes;

/// <summary>The three parts of <c>[epoch:]version[-release]</c>, as rpm and pacman write it. A missing epoch is 0.</summary>
internal readonly record struct EpochVersionRelease(string Epoch, string Version, string? Release)
{
    /// <summary>Splits at the first colon and the first hyphen after it; null when what stands before the colon is no number.</summary>
    internal static EpochVersionRelease? Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var epoch = colon < 0 ? "0" : text[..colon];
        if (!Digits.Are(epoch))
            return null;

        var rest = text[(colon + 1)..];
        var hyphen = rest.IndexOf('-', StringComparison.Ordinal);
        return hyphen < 0
            ? new EpochVersionRelease(epoch, rest, Release: null)
            : new EpochVersionRelease(epoch, rest[..hyphen], rest[(hyphen + 1)..]);
    }
}
