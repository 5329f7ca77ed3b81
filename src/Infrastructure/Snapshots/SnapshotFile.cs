using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ToolRegistry.Domain.Policy;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Security;
using ToolRegistry.Infrastructure.Sessions;
using ToolRegistry.Infrastructure.Signing;

namespace ToolRegistry.Infrastructure.Snapshots;

/// <summary>
/// What a replica knows, on disk, for a start without a database: public text, of tokens and ended sessions their hashes, and signing keys as they are encrypted. UTF-8
/// lines: a header, one fact, token, key or ended session each with its kind and a tab before it, and the SHA-256 of all that stands before it.
/// </summary>
/// <param name="path">Where it is.</param>
public sealed class SnapshotFile(string path)
{
    private const string Format = "toolregistry-snapshot/1";
    private const string TokenKind = "token";
    private const string KeyKind = "key";
    private const string EndedKind = "ended";
    private const string ChecksumKind = "sha256";
    private const int RestEvery = 2_000;

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Whether there is one.</summary>
    public bool Exists => File.Exists(path);

    /// <summary>
    /// Writes what is known, in place of what was there only when all of it is on disk. It rests after every few records, so
    /// that checks go before it.
    /// </summary>
    /// <param name="state">What is known.</param>
    /// <param name="asOf">When it was known to hold.</param>
    /// <param name="ct">Leaves what was there.</param>
    public async Task WriteAsync(RegisterState state, DateTimeOffset asOf, CancellationToken ct)
    {
        var part = $"{path}.{Guid.CreateVersion7():n}.part";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            await using (var file = new FileStream(part, options))
            {
                await WriteAsync(file, state, asOf, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>The policy revision of the snapshot there; null when there is none that can be read.</summary>
    public async Task<long?> RevisionAsync(CancellationToken ct)
    {
        try
        {
            using var lines = new StreamReader(path, Encoding.UTF8);
            return HeaderIn(await lines.ReadLineAsync(ct)).Revision;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Reads what was known, and when it was known to hold.</summary>
    /// <exception cref="InvalidDataException">The file is not whole, or of another format.</exception>
    public async Task<(RegisterState State, DateTimeOffset AsOf)> ReadAsync(PolicySettings settings, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        await RequireWholeAsync(file, ct);
        file.Position = 0;
        using var lines = new StreamReader(file, Encoding.UTF8);
        var header = HeaderIn(await lines.ReadLineAsync(ct));
        var (tokens, keys, ended) = (new List<KnownToken>(), new List<SigningKey>(), new List<EndedSession>());
        var facts = await FactLoading.ReadAsync(async add =>
        {
            while (await lines.ReadLineAsync(ct) is { } line)
            {
                var tab = line.IndexOf('\t', StringComparison.Ordinal);
                var (kind, json) = (line[..tab], line[(tab + 1)..]);
                if (kind == TokenKind)
                    tokens.Add(StoredJson.Read<KnownToken>(json));
                else if (kind == KeyKind)
                    keys.Add(StoredJson.Read<SigningKey>(json));
                else if (kind == EndedKind)
                    ended.Add(StoredJson.Read<EndedSession>(json));
                else if (kind != ChecksumKind)
                    await add(new StoredFact(kind, Encoding.UTF8.GetBytes(json)));
            }
        });
        var state = new RegisterState(new PolicySnapshot(header.Revision, settings, facts), header.ChangedAt, new KnownTokens(tokens), keys, new EndedSessions(ended), header.AccessRevision);
        return (state, header.AsOf);
    }

    private Header HeaderIn(string? line) => JsonSerializer.Deserialize<Header>(line ?? "null", StoredJson.Options) is { Format: Format } header
        ? header
        : throw new InvalidDataException($"{path} is no snapshot of the format {Format}.");

    private static async Task WriteAsync(FileStream file, RegisterState state, DateTimeOffset asOf, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new StringBuilder();
        buffer.Append(StoredJson.Write(new Header(Format, state.Snapshot.Revision, state.ChangedAt, state.AccessRevision, asOf))).Append('\n');
        var facts = state.Snapshot.Facts;
        var records = facts.Tools.Select(t => (PolicyFacts.ToolKind, StoredJson.Write(t)))
            .Concat(facts.Decisions.Select(d => (PolicyFacts.DecisionKind, StoredJson.Write(d))))
            .Concat(facts.Exceptions.Select(e => (PolicyFacts.ExceptionKind, StoredJson.Write(e))))
            .Concat(facts.Channels.Select(c => (PolicyFacts.ChannelKind, StoredJson.Write(c))))
            .Concat(state.Tokens.All.Select(t => (TokenKind, StoredJson.Write(t))))
            .Concat(state.Keys.Select(k => (KeyKind, StoredJson.Write(k))))
            .Concat(state.Ended.All.Select(e => (EndedKind, StoredJson.Write(e))));
        foreach (var part in records.Chunk(RestEvery))
        {
            foreach (var (kind, json) in part)
                buffer.Append(kind).Append('\t').Append(json).Append('\n');
            await FlushAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(20), ct);
        }

        await FlushAsync();
        buffer.Append(ChecksumKind).Append('\t').Append(Convert.ToHexStringLower(hash.GetCurrentHash())).Append('\n');
        await file.WriteAsync(Encoding.UTF8.GetBytes(buffer.ToString()), ct);

        async Task FlushAsync()
        {
            var bytes = Encoding.UTF8.GetBytes(buffer.ToString());
            buffer.Clear();
            hash.AppendData(bytes);
            await file.WriteAsync(bytes, ct);
        }
    }

    private async Task RequireWholeAsync(FileStream file, CancellationToken ct)
    {
        var ending = Encoding.UTF8.GetByteCount($"{ChecksumKind}\t\n") + 2 * SHA256.HashSizeInBytes;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var left = file.Length - ending;
        var buffer = new byte[128 * 1024];
        while (left > 0 && await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            left -= read;
        }

        var end = new byte[ending];
        if (left != 0 || await file.ReadAtLeastAsync(end, ending, throwOnEndOfStream: false, ct) < ending
            || Encoding.UTF8.GetString(end) != $"{ChecksumKind}\t{Convert.ToHexStringLower(hash.GetCurrentHash())}\n")
            throw new InvalidDataException($"{path} is not whole: its checksum does not fit.");
    }

    private sealed record Header(string Format, long Revision, DateTimeOffset ChangedAt, long AccessRevision, DateTimeOffset AsOf);
}
