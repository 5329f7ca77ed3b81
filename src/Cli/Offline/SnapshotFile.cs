using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;
using ToolRegistry.Domain;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Views;

namespace ToolRegistry.Cli.Offline;

/// <summary>A snapshot that was downloaded, verified and ready to answer.</summary>
/// <param name="Snapshot">What answers.</param>
/// <param name="Document">What it was made of.</param>
internal sealed record SnapshotFile(PolicySnapshot Snapshot, SnapshotDocument Document)
{
    private const int MaxBytes = Connection.MaxAnswerBytes;

    private static readonly TimeSpan OldAge = TimeSpan.FromDays(1);

    /// <summary>Reads a file, if one of the keys signed it.</summary>
    /// <exception cref="CliException">It is no snapshot, was changed, or is of a service that says more than this version understands.</exception>
    public static SnapshotFile Read(string path, JsonWebKeySet keys)
    {
        var length = new FileInfo(path).Length;
        if (length > MaxBytes)
            throw CliException.Usage($"{path} is larger than a snapshot can be.");
        return Read(path, File.ReadAllBytes(path), keys);
    }

    /// <inheritdoc cref="Read(string, JsonWebKeySet)"/>
    public static SnapshotFile Read(string path, ReadOnlyMemory<byte> signed, JsonWebKeySet keys)
    {
        try
        {
            var document = JsonSerializer.Deserialize<SnapshotDocument>(CompactJws.Read(signed.Span, SnapshotDocument.Type, keys), WireJson.Options)!;
            return new SnapshotFile(SnapshotViews.Compile(document), document);
        }
        catch (CryptographicException fault)
        {
            throw CliException.Usage($"{path} is not to be trusted. {fault.Message}");
        }
        catch (Exception fault) when (fault is JsonException or DomainException)
        {
            throw CliException.Usage($"{path} says what this version of toolreg does not understand: bring it up to date. ({fault.Message})");
        }
    }

    /// <summary>Says which revision this is, and how old, as a sentence for people.</summary>
    /// <param name="now">The instant.</param>
    /// <param name="isOld">Whether newer decisions are likely.</param>
    public string Describe(DateTimeOffset now, out bool isOld)
    {
        var age = now - Document.At;
        isOld = age > OldAge;
        return $"revision {Snapshot.Revision.ToString(CultureInfo.InvariantCulture)} of {Instants.Text(Document.At)}, {AgeOf(age)}";
    }

    private static string AgeOf(TimeSpan age) => age switch
    {
        { TotalMinutes: < -5 } => "which is yet to come: this machine's clock is behind",
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } => Count(age.TotalMinutes, "minute"),
        { TotalDays: < 1 } => Count(age.TotalHours, "hour"),
        _ => Count(age.TotalDays, "day"),
    };

    private static string Count(double count, string unit) => $"{(int)count} {unit}{((int)count == 1 ? "" : "s")} old";
}
