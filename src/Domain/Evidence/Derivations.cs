namespace ToolRegistry.Domain.Evidence;

/// <summary>What derives from what, without cycles. All work is linear in evidence and derivations, and none is recursive: chains may be long.</summary>
internal sealed class Derivations
{
    private readonly Dictionary<int, EvidenceFacts> evidence;

    /// <exception cref="DomainException"><c>evidence.cycle</c></exception>
    public Derivations(IEnumerable<EvidenceFacts> evidence)
    {
        this.evidence = evidence.ToDictionary(e => e.Number);
        RefuseCycles();
    }

    /// <summary>What it derives from, as far as it is on record.</summary>
    public IEnumerable<int> SourcesOf(int number) => evidence[number].DerivedFrom.Where(evidence.ContainsKey);

    /// <summary>All from which one of these derives, directly or through others, and these; each with the lowest-numbered one that leads to it.</summary>
    public Dictionary<int, int> Reached(IEnumerable<EvidenceFacts> starts)
    {
        var reached = new Dictionary<int, int>();
        var open = new Stack<int>();
        foreach (var start in starts.Select(e => e.Number).Order())
        {
            open.Push(start);
            while (open.TryPop(out var number))
            {
                if (!reached.TryAdd(number, start))
                    continue;
                foreach (var source in SourcesOf(number))
                    open.Push(source);
            }
        }

        return reached;
    }

    /// <exception cref="DomainException"><c>evidence.cycle</c></exception>
    public static void RefuseCycles(IEnumerable<EvidenceFacts> evidence) => _ = new Derivations(evidence);

    // Takes away again and again what derives from nothing that is left; what stays lies on a cycle, or derives from one.
    private void RefuseCycles()
    {
        var left = evidence.Keys.ToDictionary(number => number, number => SourcesOf(number).Count());
        var derivatives = evidence.Keys.SelectMany(SourcesOf, (number, source) => (number, source)).ToLookup(d => d.source, d => d.number);
        var ready = new Queue<int>(left.Where(e => e.Value == 0).Select(e => e.Key));
        while (ready.TryDequeue(out var number))
        {
            left.Remove(number);
            foreach (var derivative in derivatives[number])
            {
                if (--left[derivative] == 0)
                    ready.Enqueue(derivative);
            }
        }

        if (left.Count == 0)
            return;
        var cycle = ProvenanceTexts.List(FindCycle(left).Select(ProvenanceTexts.Name));
        throw DomainException.Invalid("evidence.cycle", $"Evidence can't derive from itself, directly or through others: {cycle}. Take one of them out of the derivedFrom of another.", "derivedFrom");
    }

    // Each that is left derives from another that is left, so that the way up must come back.
    private List<int> FindCycle(Dictionary<int, int> left)
    {
        var way = new List<int>();
        var steps = new Dictionary<int, int>();
        var number = left.Keys.Min();
        while (steps.TryAdd(number, way.Count))
        {
            way.Add(number);
            number = SourcesOf(number).Where(left.ContainsKey).Min();
        }

        return way[steps[number]..];
    }
}
