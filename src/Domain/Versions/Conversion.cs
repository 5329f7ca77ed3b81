using System.Diagnostics.CodeAnalysis;

namespace ToolRegistry.Domain.Versions;

/// <summary>A range said in another notation, and how faithfully.</summary>
/// <typeparam name="T">The other notation.</typeparam>
public sealed class Conversion<T>
    where T : class
{
    private Conversion(T? value, Fidelity fidelity, string? reason)
    {
        Value = value;
        Fidelity = fidelity;
        Reason = reason;
    }

    /// <summary>The range in the other notation, or null when it is not expressible.</summary>
    public T? Value { get; }

    /// <summary>How faithfully the value says what the original says.</summary>
    public Fidelity Fidelity { get; }

    /// <summary>Why it is not exact, for a person to read; null when it is.</summary>
    public string? Reason { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsExpressible => Value is not null;

    /// <summary>The value and its fidelity, with the reason.</summary>
    public override string ToString() => Reason is null ? $"{Value} ({Fidelity})" : $"{Value} ({Fidelity}: {Reason})";

    internal static Conversion<T> Exact(T value) => new(value, Fidelity.Exact, reason: null);

    internal static Conversion<T> Broader(T value, string reason) => new(value, Fidelity.Broader, reason);

    internal static Conversion<T> NotExpressible(string reason) => new(value: null, Fidelity.NotExpressible, reason);
}
