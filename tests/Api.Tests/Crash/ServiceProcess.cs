using System.Diagnostics;
using System.Net;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.Crash;

/// <summary>Tests that start processes run one at a time: each is a race already, and two would starve each other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Processes
{
    public const string Name = "processes";
}

/// <summary>A folder for a SQLite file that several processes open, one after another or at once.</summary>
internal sealed class RegisterFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("toolregistry-crash-");

    public string Folder => folder.FullName;

    public string File => Path.Combine(folder.FullName, "register.db");

    /// <summary>The connection string of a SQL Server database that is used in place of the file; null: the file is.</summary>
    public string? SqlServer { get; init; }

    /// <summary>The write-ahead log, while there is one.</summary>
    public string Log => $"{File}-wal";

    /// <summary>All that SQLite keeps: the database, the write-ahead log and its index.</summary>
    public IEnumerable<string> Files => folder.EnumerateFiles("register.db*").Select(f => f.FullName);

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>The real service in a process of its own, on a port of its own.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private const string Setup = "Setup: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly Lock gate = new();
    private readonly List<string> output = [];
    private readonly List<string> errors = [];
    private readonly Task reading;
    private TaskCompletionSource news = NewSignal();

    private ServiceProcess(Process process)
    {
        this.process = process;
        reading = Task.WhenAll(ReadAsync(process.StandardOutput, output), ReadAsync(process.StandardError, errors));
    }

    /// <summary>Where it listens; known once it does.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public Caller Anonymous => new(Address, token: null);

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>How it ended.</summary>
    public int ExitCode => process.ExitCode;

    /// <summary>What it has written to standard output so far.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (gate)
                return [.. output];
        }
    }

    public IEnumerable<string> SetupLinks => Output.Where(l => l.Contains(Setup, StringComparison.Ordinal));

    /// <summary>Starts the service and leaves it to itself.</summary>
    /// <param name="folder">Where its database is.</param>
    /// <param name="settings">Environment variables beside, or in place of, the usual ones.</param>
    /// <param name="under">A program that becomes the service, with its arguments.</param>
    public static ServiceProcess Launch(RegisterFolder folder, IReadOnlyDictionary<string, string>? settings = null, params ReadOnlySpan<string> under)
    {
        string[] command = [.. under, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Assembly(), "--urls", "http://127.0.0.1:0"];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false,
            WorkingDirectory = folder.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["Database__ConnectionString"] = $"Data Source={folder.File}",
                ["ASPNETCORE_ENVIRONMENT"] = "Testing",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
                // A short life gains nothing from a server's heap or from measuring itself.
                ["DOTNET_gcServer"] = "0",
                ["DOTNET_TieredPGO"] = "0",
                // A test asks more in a minute than people do.
                ["Limits__AnonymousPerMinute"] = "0",
                ["Limits__KnownPerMinute"] = "0",
                ["Limits__WritesPerMinute"] = "0",
            },
        };
        foreach (var inherited in new[] { "ASPNETCORE_URLS", "ASPNETCORE_HTTP_PORTS", "DOTNET_URLS", "DOTNET_ENVIRONMENT", "Database__Provider", "Database__Migrate" })
            start.Environment.Remove(inherited);
        if (folder.SqlServer is { } server)
        {
            start.Environment["Database__Provider"] = "SqlServer";
            start.Environment["Database__ConnectionString"] = server;
            start.Environment["Database__Migrate"] = "true";
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        return new ServiceProcess(Process.Start(start) ?? throw new InvalidOperationException("The service did not start."));
    }

    /// <summary>Starts the service and waits until it answers.</summary>
    public static Task<ServiceProcess> StartAsync(RegisterFolder folder, IReadOnlyDictionary<string, string>? settings = null, params ReadOnlySpan<string> under)
    {
        var service = Launch(folder, settings, under);
        return AnsweringAsync();

        async Task<ServiceProcess> AnsweringAsync()
        {
            await service.ReadyAsync();
            return service;
        }
    }

    /// <summary>Waits until it listens, has done what it does once it has started, and answers.</summary>
    public async Task ReadyAsync()
    {
        await ListensAsync();
        await WaitForLineAsync("Application started");
        for (var attempt = 1; ; attempt++)
        {
            var answer = await Anonymous.GetAsync("/readyz");
            if (answer.Status == (int)HttpStatusCode.OK)
                return;
            Assert.True(attempt < 10, $"/readyz answers {answer.Status}: {answer.Text}\n{Told()}");
        }
    }

    public async Task ListensAsync()
    {
        var line = await WaitForLineAsync(Listening);
        Address = new Uri(line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Trim());
    }

    /// <summary>The link by which the first Administrator is made.</summary>
    public async Task<Uri> SetupLinkAsync()
    {
        var line = await WaitForLineAsync(Setup);
        Assert.StartsWith(Setup, line, StringComparison.Ordinal);
        return new Uri(line[Setup.Length..]);
    }

    /// <summary>The secret in the link.</summary>
    public async Task<string> SetupCodeAsync() => (await SetupLinkAsync()).Query["?code=".Length..];

    /// <summary>Makes the first Administrator as a person would: by the link on standard output.</summary>
    public async Task<Caller> SetUpAsync()
    {
        var answer = await Anonymous.PostAsync("/v1/setup", new { code = await SetupCodeAsync(), owner = "administrator" });
        return new Caller(Address, answer.Expect(200)["token"]!.GetValue<string>());
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        if (!process.HasExited)
            process.Kill();
    }

    /// <summary>SIGTERM: stops it as an operator does, and waits until it is gone.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        await GoneAsync();
    }

    /// <summary>Waits until the process is gone and all that it wrote is read.</summary>
    public async Task GoneAsync()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        await reading.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await GoneAsync();
        process.Dispose();
    }

    private async Task<string> WaitForLineAsync(string part)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            Task heard;
            lock (gate)
            {
                if (output.Find(l => l.Contains(part, StringComparison.Ordinal)) is { } line)
                    return line;
                heard = news.Task;
            }

            Assert.False(reading.IsCompleted, $"The service ended without writing \"{part}\".\n{Told()}");
            Assert.True(waited.Elapsed < Patience, $"The service did not write \"{part}\" in {Patience.TotalSeconds} s.\n{Told()}");
            await Task.WhenAny(heard, reading, Task.Delay(Patience));
        }
    }

    private async Task ReadAsync(StreamReader reader, List<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (gate)
            {
                lines.Add(line);
                news.TrySetResult();
                news = NewSignal();
            }
        }
    }

    private string Told()
    {
        lock (gate)
            return string.Join('\n', output.Concat(errors).TakeLast(30));
    }

    /// <summary>The service beside the tests, with the files that make it start on its own; else where its own build left it.</summary>
    private static string Assembly()
    {
        const string name = "ToolRegistry.Api";
        var beside = new DirectoryInfo(AppContext.BaseDirectory);
        var build = Path.Combine(beside.Parent!.Name, beside.Name);
        var folders = new List<string> { beside.FullName };
        for (var folder = beside; folder is not null; folder = folder.Parent)
            folders.Add(Path.Combine(folder.FullName, "src", "Api", "bin", build));
        return folders.Where(f => new[] { ".dll", ".deps.json", ".runtimeconfig.json" }.All(end => File.Exists(Path.Combine(f, name + end)))).Select(f => Path.Combine(f, name + ".dll")).FirstOrDefault()
            ?? throw new InvalidOperationException($"Build the solution first: no {name}.dll that starts on its own.");
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
