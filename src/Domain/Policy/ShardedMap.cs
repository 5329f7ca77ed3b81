using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Domain.Policy;

/// <summary>
/// An immutable map in parts. A change copies the parts that it touches and shares all others, so that a register of any
/// size takes on a change in microseconds; a key is found by one dictionary look-up.
/// </summary>
internal sealed class ShardedMap<TKey, TValue>
    where TKey : notnull
    where TValue : class
{
    private const int EntriesPerShard = 64;
    private const int MaxEntriesPerShard = 4 * EntriesPerShard;

    private readonly Dictionary<TKey, TValue>[] shards;

    private ShardedMap(Dictionary<TKey, TValue>[] shards, int count) => (this.shards, Count) = (shards, count);

    /// <summary>How many keys there are.</summary>
    public int Count { get; }

    /// <summary>How many keys the largest part has.</summary>
    internal int LargestShard => shards.Max(s => s.Count);

    /// <summary>All values, in no order.</summary>
    public IEnumerable<TValue> Values => shards.SelectMany(s => s.Values);

    /// <summary>Makes a map of entries whose keys are distinct.</summary>
    public static ShardedMap<TKey, TValue> Of(IReadOnlyCollection<KeyValuePair<TKey, TValue>> entries)
    {
        var number = 1;
        while (number * EntriesPerShard < entries.Count)
            number *= 2;
        // Counted first, so that no part takes more room than it needs.
        var sizes = new int[number];
        foreach (var (key, _) in entries)
            sizes[key.GetHashCode() & (number - 1)]++;
        var filled = Array.ConvertAll(sizes, size => new Dictionary<TKey, TValue>(size));
        foreach (var (key, value) in entries)
            filled[key.GetHashCode() & (number - 1)].Add(key, value);
        return new ShardedMap<TKey, TValue>(filled, entries.Count);
    }

    public bool TryGetValue(TKey key, [NotNullWhen(true)] out TValue? value) => shards[key.GetHashCode() & (shards.Length - 1)].TryGetValue(key, out value);

    /// <summary>The map with other values for some keys; null takes a key out.</summary>
    public ShardedMap<TKey, TValue> With(IReadOnlyCollection<KeyValuePair<TKey, TValue?>> changes)
    {
        if (changes.Count == 0)
            return this;
        var changed = (Dictionary<TKey, TValue>[])shards.Clone();
        var count = Count;
        foreach (var shard in changes.GroupBy(c => c.Key.GetHashCode() & (shards.Length - 1)))
        {
            var copy = new Dictionary<TKey, TValue>(shards[shard.Key]);
            foreach (var (key, value) in shard)
            {
                if (value is null)
                    copy.Remove(key);
                else
                    copy[key] = value;
            }

            count += copy.Count - shards[shard.Key].Count;
            changed[shard.Key] = copy;
        }

        return count <= changed.Length * MaxEntriesPerShard
            ? new ShardedMap<TKey, TValue>(changed, count)
            : Of([.. changed.SelectMany(s => s)]);
    }
}
