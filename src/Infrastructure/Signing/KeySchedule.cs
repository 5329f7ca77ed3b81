namespace ToolRegistry.Infrastructure.Signing;

/// <summary>Which key signs when, and which are to be trusted: told from when they were made, so that all replicas agree.</summary>
/// <param name="keys">The keys, the latest first.</param>
/// <param name="options">How long each is published before and after it signs.</param>
internal sealed class KeySchedule(IReadOnlyList<SigningKey> keys, SigningOptions options)
{
    /// <summary>From when on a key signs.</summary>
    /// <param name="index">Which one; 0 is the latest.</param>
    public DateTimeOffset SignsFrom(int index) => index == keys.Count - 1 ? keys[index].CreatedAt : keys[index].CreatedAt + options.Lead;

    /// <summary>The key that signs at an instant, then those that will, then those that did and are still to be trusted.</summary>
    public IReadOnlyList<SigningKey> PublishedAt(DateTimeOffset now)
    {
        if (keys.Count == 0)
            return [];
        var signing = 0;
        // By a clock that is behind, the first key signs although it was not made yet.
        while (signing < keys.Count - 1 && SignsFrom(signing) > now)
            signing++;
        var former = Enumerable.Range(signing + 1, keys.Count - signing - 1).Where(i => SignsFrom(i - 1) + options.Overlap > now);
        return [keys[signing], .. keys.Take(signing), .. former.Select(i => keys[i])];
    }
}
