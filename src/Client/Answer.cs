namespace ToolRegistry.Client;

/// <summary>An answer of the service.</summary>
/// <param name="Body">What it says.</param>
/// <param name="ETag">The state of the record, to be given back as <c>If-Match</c>; null where the answer is no record.</param>
/// <param name="Json">The answer as the service sent it, UTF-8: it may hold members that this version does not know.</param>
public sealed record Answer<T>(T Body, string? ETag, ReadOnlyMemory<byte> Json);
