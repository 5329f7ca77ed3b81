using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

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

    private ShardedMap(Dictionary<TKey, TValue>[] shards) => (this.shards, Count) = (shards, shards.Sum(s => s.Count));

    /// <summary>How many keys there are.</summary>
    public int Count { get; }

    /// <summary>How many keys the largest part has.</summary>
    internal int LargestShard => shards.Max(s => s.Count);

    /// <summary>All values, in no order.</summary>
    public IEnumerable<TValue> Values => shards.SelectMany(s => s.Values);

    /// <summary>Makes a map of entries whose keys are distinct.</summary>
    public static ShardedMap<TKey, TValue> Of(IReadOnlyCollection<KeyValuePair<TKey, TValue>> entries) => Of(entries, entries.Count, e => e.Key, (_, e) => e.Value);

    /// <summary>Makes a map of items, of which several may have one key.</summary>
    /// <param name="items">The items.</param>
    /// <param name="expected">How many keys there are, about.</param>
    /// <param name="keyOf">The key of an item.</param>
    /// <param name="add">The value of a key with one item more; the value before is null for its first.</param>
    public static ShardedMap<TKey, TValue> Of<TItem>(IEnumerable<TItem> items, int expected, Func<TItem, TKey> keyOf, Func<TValue?, TItem, TValue> add)
    {
        var number = 1;
        while (number * EntriesPerShard < expected)
            number *= 2;
        var filled = new Dictionary<TKey, TValue>[number];
        for (var i = 0; i < number; i++)
            filled[i] = new Dictionary<TKey, TValue>(expected / number);
        foreach (var item in items)
        {
            var key = keyOf(item);
            ref var value = ref CollectionsMarshal.GetValueRefOrAddDefault(filled[key.GetHashCode() & (number - 1)], key, out _);
            value = add(value, item);
        }

        return new ShardedMap<TKey, TValue>(filled);
    }

    public bool TryGetValue(TKey key, [NotNullWhen(true)] out TValue? value) => shards[key.GetHashCode() & (shards.Length - 1)].TryGetValue(key, out value);

    /// <summary>The map with other values for some keys; null takes a key out.</summary>
    public ShardedMap<TKey, TValue> With(IReadOnlyCollection<KeyValuePair<TKey, TValue?>> changes)
    {
        if (changes.Count == 0)
            return this;
        var changed = (Dictionary<TKey, TValue>[])shards.Clone();
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

            changed[shard.Key] = copy;
        }

        var grown = new ShardedMap<TKey, TValue>(changed);
        return grown.Count <= changed.Length * MaxEntriesPerShard ? grown : Of([.. changed.SelectMany(s => s)]);
    }
}
