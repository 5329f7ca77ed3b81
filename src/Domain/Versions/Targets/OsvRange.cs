namespace ToolRegistry.Domain.Versions.Targets;

/// <summary>A range of an OSV record.</summary>
/// <param name="Type"><c>SEMVER</c> or <c>ECOSYSTEM</c>.</param>
/// <param name="Events">The events, ascending. The first is <c>introduced</c>.</param>
public sealed record OsvRange(string Type, IReadOnlyList<OsvEvent> Events);

/// <summary>An event of an OSV range: an object with the one key.</summary>
/// <param name="Key"><c>introduced</c>, <c>fixed</c> or <c>last_affected</c>.</param>
/// <param name="Version">The version; <c>0</c> is below all others where it is introduced.</param>
public sealed record OsvEvent(string Key, string Version);
