namespace ToolRegistry.Infrastructure.Exports;

/// <summary>A file as a channel delivers it at an instant.</summary>
/// <param name="Path">Where it is on this machine.</param>
/// <param name="Sha256">Its SHA-256, 64 lower-case hex digits.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Revision">The policy revision that it was made of.</param>
/// <param name="AsOf">When its content last changed.</param>
/// <param name="ValidUntil">When its content next changes by itself, or null.</param>
public sealed record ExportFile(string Path, string Sha256, long Length, long Revision, DateTimeOffset AsOf, DateTimeOffset? ValidUntil);
