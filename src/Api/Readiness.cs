using Microsoft.AspNetCore.Http.HttpResults;
using ToolRegistry.Infrastructure.Snapshots;

namespace ToolRegistry.Api;

/// <summary>Whether requests should be sent here, and how this replica stands to its database.</summary>
/// <param name="Ready">False while the database is behind what was answered before. Without a database checks go on, so a replica stays ready.</param>
/// <param name="Revision">The policy revision from which checks are answered.</param>
/// <param name="Database"><c>current</c>, <c>cut</c> (it can't be read) or <c>behind</c> (as after a restore).</param>
/// <param name="SnapshotAge">For how many seconds the database has not said that this revision is all there is.</param>
internal sealed record Readiness(bool Ready, long Revision, string Database, long SnapshotAge)
{
    public static JsonHttpResult<Readiness> Of(Replica replica, TimeProvider clock)
    {
        var database = replica.Standing switch
        {
            Standing.Current => "current",
            Standing.Cut => "cut",
            Standing.Ahead => "behind",
            _ => throw new InvalidOperationException($"There is no standing {replica.Standing}."),
        };
        var readiness = new Readiness(replica.Standing != Standing.Ahead, replica.Current.Snapshot.Revision, database, Math.Max(0, (long)(clock.GetUtcNow() - replica.ConfirmedAt).TotalSeconds));
        return TypedResults.Json(readiness, statusCode: readiness.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
