using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ToolRegistry.Cli.Frame;
using ToolRegistry.Client;
using ToolRegistry.Client.Signatures;

namespace ToolRegistry.Cli.Commands.Audit;

/// <summary><c>toolreg audit checkpoint</c>: what the service signs of its log, to be kept elsewhere.</summary>
internal static class CheckpointCommand
{
    private const int MaxBytes = 16 * 1024 * 1024;

    public static Command Create() => new CliCommand("checkpoint", "Have the service sign what stands in the audit log now. Keep it where nobody changes it: audit verify --checkpoints holds a log against it.", "toolreg audit checkpoint", RunAsync) { Session.OutputOption };

    /// <summary>Reads checkpoints, one a line, whatever stands before each, as in a log of the service.</summary>
    /// <exception cref="CliException">One of them was not signed by one of the keys, or the file holds none.</exception>
    public static IReadOnlyList<AuditCheckpoint> Read(string path, JsonWebKeySet keys)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw CliException.Usage($"{path} is larger than {MaxBytes / 1024 / 1024} MB.");
        AuditCheckpoint[] read = [.. File.ReadLines(path).Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]).Where(t => t.Count(c => c == '.') == 2).Select(signed => One(path, signed, keys))];
        return read.Length > 0 ? read : throw CliException.Usage($"{path} holds no checkpoint.");
    }

    private static AuditCheckpoint One(string path, string signed, JsonWebKeySet keys)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditCheckpoint>(CompactJws.Read(Encoding.UTF8.GetBytes(signed), AuditCheckpoint.Type, keys), WireJson.Options)!;
        }
        catch (Exception fault) when (fault is CryptographicException or JsonException)
        {
            throw CliException.Usage($"A checkpoint in {path} is not to be trusted. {fault.Message}");
        }
    }

    private static async Task<int> RunAsync(Session session, CancellationToken ct)
    {
        var made = await session.Client.Audit.CheckpointAsync(ct);
        await session.WriteAsync(made, (screen, answer) => screen.WriteLine(answer.Body.Jws), ct);
        return ExitCode.Allowed;
    }
}
