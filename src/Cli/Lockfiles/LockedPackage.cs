using ToolRegistry.Domain.Identity;

namespace ToolRegistry.Cli.Lockfiles;

/// <summary>A package that a lock file names.</summary>
/// <param name="Purl">
/// The package, with its version where the file pins one. What is not from the ecosystem's public registry says so: <c>vcs_url</c> for a
/// repository of sources, <c>repository_url</c> for another registry, <c>download_url</c> for an archive by its address or path.
/// </param>
/// <param name="Line">Where the file names it first, counted from 1.</param>
internal sealed record LockedPackage(PackageUrl Purl, int Line);

/// <summary>What a lock file says.</summary>
/// <param name="Packages">The packages in the order of the file, each package URL once.</param>
/// <param name="Notes">What the file takes in and the packages do not hold, or what is in doubt, as sentences for people.</param>
internal sealed record LockfileContents(IReadOnlyList<LockedPackage> Packages, IReadOnlyList<string> Notes);
