using System.Text;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Crash;

/// <summary>How the first Administrator comes about, in the service as it is started by people.</summary>
[Collection(Processes.Name)]
public sealed class SetupTests
{
    [Fact]
    public async Task FirstStart_PrintsOneLink_ThatMakesTheFirstAdministratorOnce()
    {
        using var folder = new RegisterFolder();
        await using var service = await ServiceProcess.StartAsync(folder);
        var link = await service.SetupLinkAsync();
        var code = await service.SetupCodeAsync();
        Assert.Equal(service.Address.Authority, link.Authority);
        Assert.Equal(32, Convert.FromBase64String(code.Replace('-', '+').Replace('_', '/') + "=").Length);

        var page = await service.Anonymous.GetAsync(link.PathAndQuery);
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.Contains(code, page.Text, StringComparison.Ordinal);
        (await service.Anonymous.PostAsync("/v1/setup", new { code = Secret.New("").Text, owner = "intruder" })).ExpectProblem(403, "setup.code-invalid");

        var administrator = await service.SetUpAsync();
        (await administrator.GetAsync("/v1/tokens")).Expect(200);

        (await service.Anonymous.PostAsync("/v1/setup", new { code, owner = "intruder" })).ExpectProblem(404, "setup.closed");
        Assert.Equal(404, (await service.Anonymous.GetAsync(link.PathAndQuery)).Status);
        Assert.Equal(404, (await service.Anonymous.GetAsync("/setup")).Status);
        service.Kill();
        await service.GoneAsync();
        Assert.Single(service.SetupLinks);
    }

    [Fact]
    public async Task SetupCode_TwentyAtOnce_MakeOneAdministrator()
    {
        using var folder = new RegisterFolder();
        await using var service = await ServiceProcess.StartAsync(folder);
        var code = await service.SetupCodeAsync();
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(i => service.Anonymous.PostAsync("/v1/setup", new { code, owner = $"person-{i}" })));
        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => a.ExpectProblem(404, "setup.closed"));
        Assert.Equal(1, await RegisterFile.ReadAsync(folder, db => db.Tokens.CountAsync()));
    }

    [Fact]
    public async Task Restart_WithoutAdministrator_VoidsTheOlderCodeAndPrintsAnother()
    {
        using var folder = new RegisterFolder();
        string older;
        await using (var first = await ServiceProcess.StartAsync(folder))
            older = await first.SetupCodeAsync();

        await using var second = await ServiceProcess.StartAsync(folder);
        Assert.NotEqual(older, await second.SetupCodeAsync());
        (await second.Anonymous.PostAsync("/v1/setup", new { code = older, owner = "intruder" })).ExpectProblem(403, "setup.code-invalid");
        await second.SetUpAsync();
    }

    [Fact]
    public async Task Restart_WithAnAdministrator_PrintsNoLink()
    {
        using var folder = new RegisterFolder();
        string? token;
        await using (var first = await ServiceProcess.StartAsync(folder))
            token = (await first.SetUpAsync()).Token;

        await using var second = await ServiceProcess.StartAsync(folder);
        (await new Caller(second.Address, token).GetAsync("/v1/tokens")).Expect(200);
        Assert.Equal(404, (await second.Anonymous.GetAsync("/setup")).Status);
        second.Kill();
        await second.GoneAsync();
        Assert.Empty(second.SetupLinks);
        Assert.Equal(0, await RegisterFile.ReadAsync(folder, db => db.SetupCodes.CountAsync()));
    }

    [Fact]
    public async Task Secrets_AreOnFileAsHashesOnly()
    {
        using var folder = new RegisterFolder();
        await using var service = await ServiceProcess.StartAsync(folder);
        var code = await service.SetupCodeAsync();
        AssertOnFile(folder, present: Secret.HashOf(code), absent: code);

        var administrator = await service.SetUpAsync();
        AssertOnFile(folder, present: Secret.HashOf(administrator.Token!), absent: administrator.Token!);
        var issued = (await administrator.PostAsync("/v1/tokens", new { name = "second", owner = "dana", role = "Reader", expiresAt = DateTimeOffset.UtcNow.AddDays(1) }, key: "a-key-for-a-secret")).Expect(201);
        var second = issued["token"]!.GetValue<string>();
        AssertOnFile(folder, present: Secret.HashOf(second), absent: second);
        AssertOnFile(folder, present: Secret.HashOf(second), absent: code);
        AssertOnFile(folder, present: Secret.HashOf(second), absent: administrator.Token!);
    }

    [Fact]
    public async Task SetupCode_OlderThanAnHour_IsRefused()
    {
        await using var host = await RegisterHost.StartAsync();
        var secret = Secret.New("");
        await host.WithDatabaseAsync(db =>
        {
            db.SetupCodes.Add(new SetupCode { Hash = secret.Hash, ExpiresAt = host.Clock.GetUtcNow() + SetupCode.Lifetime });
            return db.SaveChangesAsync();
        });

        host.Clock.Advance(TimeSpan.FromHours(1));
        (await host.Anonymous.PostAsync("/v1/setup", new { code = secret.Text, owner = "late" })).ExpectProblem(403, "setup.code-invalid");
        host.Clock.SetUtcNow(RegisterHost.Start.AddHours(2));
        (await host.Anonymous.PostAsync("/v1/setup", new { code = secret.Text, owner = "later" })).ExpectProblem(403, "setup.code-invalid");
    }

    [Fact]
    public async Task SetupCode_YoungerThanAnHour_IsTaken()
    {
        await using var host = await RegisterHost.StartAsync();
        var secret = Secret.New("");
        await host.WithDatabaseAsync(db =>
        {
            db.SetupCodes.Add(new SetupCode { Hash = secret.Hash, ExpiresAt = host.Clock.GetUtcNow() + SetupCode.Lifetime });
            return db.SaveChangesAsync();
        });

        host.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromTicks(1));
        (await host.Anonymous.PostAsync("/v1/setup", new { code = secret.Text, owner = "in-time" })).Expect(200);
        (await host.Anonymous.PostAsync("/v1/setup", new { code = secret.Text, owner = "second" })).ExpectProblem(404, "setup.closed");
    }

    [Fact]
    public async Task DatabaseFile_DeletedWhileRunning_IsNeverCreatedAnewAndNothingIsAcknowledged()
    {
        using var folder = new RegisterFolder();
        await using var service = await ServiceProcess.StartAsync(folder);
        var administrator = await service.SetUpAsync();
        foreach (var file in folder.Files.ToArray())
            File.Delete(file);

        for (var i = 0; i < 5; i++)
        {
            var write = await administrator.PostAsync("/v1/tokens", new { name = "lost", owner = "dana", role = "Reader", expiresAt = DateTimeOffset.UtcNow.AddDays(1) });
            Assert.True(write.Status >= 500, $"A write to a deleted file was answered {write.Status}: {write.Text}");
        }

        Assert.False(File.Exists(folder.File), "The service made a new, empty register in place of the one that was deleted.");
    }

    private static void AssertOnFile(RegisterFolder folder, string present, string absent)
    {
        var files = folder.Files.Select(f => (Name: Path.GetFileName(f), Bytes: BytesOf(f))).ToArray();
        Assert.True(files.Any(f => Contains(f.Bytes, present)), "The hash must be on file, or the scan looks in the wrong place.");
        Assert.DoesNotContain(files, f => Contains(f.Bytes, absent));
    }

    private static bool Contains(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static byte[] BytesOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
