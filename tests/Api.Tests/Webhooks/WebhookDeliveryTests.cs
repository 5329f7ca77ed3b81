using System.Net;
using System.Net.Sockets;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Hosting;
using ToolRegistry.Domain.Webhooks;

namespace ToolRegistry.Api.Tests.Webhooks;

/// <summary>Events reach their receivers at least once, those of one subject in their order, whatever receiver and sender do.</summary>
public sealed class WebhookDeliveryTests
{
    private static readonly string[] Changes = ["record.changed"];
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Event_IsACloudEvent_AndItsSignatureVerifiesWithTheReferenceLibrary()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        var secret = await staff.WebhookAsync(receiver.Address, ["decision.approved", "decision.in-force"]);
        var decision = await staff.DecideAsync(change: terms => { terms["publicStatement"] = "Nicht benutzen: „<b>&\" 🚫"; terms["rationale"] = "internal-canary"; });
        await staff.Host.SendDueAsync();

        Assert.Equal(["toolregistry.decision.approved", "toolregistry.decision.in-force"], receiver.All.Select(r => r.Type));
        Assert.Equal(["ok", "ok"], await ReferenceVerifier.VerifyAsync(secret, receiver.All));
        Assert.DoesNotContain("internal-canary", string.Concat(receiver.All.Select(r => r.Body)), StringComparison.Ordinal);
        var first = receiver.All[0];
        using var body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(first.Body));
        var told = await new JsonEventFormatter().DecodeStructuredModeMessageAsync(body, new System.Net.Mime.ContentType(first.Headers["content-type"]), []);
        Assert.Equal((first.Id, "TR-1", new Uri("https://tools.example.org/")), (told.Id, told.Subject, told.Source));
        Assert.Equal("Nicht benutzen: „<b>&\" 🚫", first.Json["data"]!["statement"]!.GetValue<string>());
        Assert.Equal("Banned", first.Json["data"]!["phases"]![0]!["disposition"]!.GetValue<string>());
        Assert.EndsWith(first.Subject, decision, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_OfAnotherSecretOrBody_DoesNotVerify()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        var secret = await staff.WebhookAsync(receiver.Address, Changes);
        await staff.ChangeAsync("office", 1);
        await staff.Host.SendDueAsync();
        var message = receiver.All[0];
        Assert.NotEqual(["ok"], await ReferenceVerifier.VerifyAsync("whsec_" + Convert.ToBase64String(new byte[32]), [message]));
        Assert.NotEqual(["ok"], await ReferenceVerifier.VerifyAsync(secret, [message with { Body = message.Body + " " }]));
    }

    [Fact]
    public async Task Secret_AfterARotation_SignsBesideTheNewOneForADay_AndThenNoMore()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        var former = await staff.WebhookAsync(receiver.Address, Changes);
        var latest = (await staff.Administrator.VerbAsync("/v1/webhooks/told", "rotate")).Expect(200)["secret"]!.GetValue<string>();
        await staff.Host.SendDueAsync();
        Assert.Equal(["ok"], await ReferenceVerifier.VerifyAsync(former, receiver.All.TakeLast(1)));
        Assert.Equal(["ok"], await ReferenceVerifier.VerifyAsync(latest, receiver.All.TakeLast(1)));

        staff.Host.Clock.Advance(TimeSpan.FromDays(1));
        await staff.ChangeAsync("office", 1);
        await staff.Host.SendDueAsync();
        Assert.NotEqual(["ok"], await ReferenceVerifier.VerifyAsync(former, receiver.All.TakeLast(1)));
        Assert.Equal(["ok"], await ReferenceVerifier.VerifyAsync(latest, receiver.All.TakeLast(1)));
    }

    [Fact]
    public async Task Receiver_ThatAnswers500ForAnHour_IsAskedEverLessOften_AndGetsAllInOrder()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        await staff.WebhookAsync(receiver.Address, Changes);
        receiver.Answer = Status(500);
        await staff.ChangeAsync("office", 3);
        await staff.PassAsync(TimeSpan.FromHours(1), Minute);
        // 5 seconds, doubled each time, make an hour in ten; at half of that, because of the jitter, in eleven.
        var first = receiver.All[0].Id;
        Assert.All(receiver.All.Where(r => r.Subject == "channel:office"), r => Assert.Equal(first, r.Id));
        Assert.InRange(receiver.All.Count(r => r.Id == first), 8, 12);
        Assert.Equal("status-500", (await staff.LastAttemptOfAsync(first))["failure"]!.GetValue<string>());

        receiver.Forget();
        receiver.Answer = _ => Task.CompletedTask;
        await staff.PassAsync(TimeSpan.FromHours(2), Minute);
        await AssertInOrderAsync(staff, receiver);
        Assert.Empty(await staff.DeliveriesAsync("?state=waiting"));
    }

    [Fact]
    public async Task Receiver_ThatIsSlow_IsLeftAfterTheTime_AndHoldsUpNoOther()
    {
        await using var slow = await Receiver.StartAsync();
        await using var quick = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        await staff.WebhookAsync(slow.Address, Changes, "slow");
        await staff.WebhookAsync(quick.Address, Changes, "quick");
        var release = new TaskCompletionSource();
        slow.Answer = http => release.Task.WaitAsync(http.RequestAborted);
        await staff.ChangeAsync("office", 2);
        var sending = staff.Host.SendDueAsync();
        // The one was told of three changes, one after the other; the other of the first, and that there is another webhook.
        await Soon.AsksAsync(() => Task.FromResult((quick.All.Count, slow.All.Count)), counts => counts == (3, 2));
        Assert.Equal((3, 2), (quick.All.Count, slow.All.Count));
        staff.Host.Clock.Advance(TimeSpan.FromSeconds(15));
        await sending;
        release.SetResult();
        Assert.All(await staff.AttemptsAsync("slow"), a => Assert.Equal("timeout", a["failure"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Receiver_ThatRedirects_IsNotFollowed()
    {
        await using var elsewhere = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        await staff.WebhookAsync(receiver.Address, Changes);
        receiver.Answer = http =>
        {
            http.Response.Redirect(elsewhere.Address);
            return Task.CompletedTask;
        };
        await staff.ChangeAsync("office", 0);
        await staff.Host.SendDueAsync();
        Assert.Empty(elsewhere.All);
        Assert.Equal(("redirect", 302), ((await staff.LastAttemptAsync())["failure"]!.GetValue<string>(), (await staff.LastAttemptAsync())["statusCode"]!.GetValue<int>()));
    }

    [Theory]
    [InlineData("Content-Length: 1000000", 10)]
    [InlineData("Content-Length: 3", 5_000_000)]
    [InlineData("Connection: close", 5_000_000)]
    public async Task Receiver_ThatLiesAboutLength_OrSaysTooMuch_IsTakenAtItsStatus(string header, int sent)
    {
        await using var receiver = new RawReceiver($"HTTP/1.1 200 OK\r\n{header}\r\n\r\n{new string('x', sent)}");
        await using var staff = await WebhookStaff.StartAsync();
        await staff.WebhookAsync(receiver.Address, Changes);
        await staff.ChangeAsync("office", 0);
        await staff.Host.SendDueAsync();
        Assert.Equal("delivered", Assert.Single(await staff.DeliveriesAsync())!["state"]!.GetValue<string>());
        Assert.InRange((await staff.LastAttemptAsync())["response"]!.GetValue<string>().Length, 1, 1_000);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nno header at all\r\n\r\nxxx")]
    [InlineData("220 mail.example.org\r\n")]
    [InlineData("")]
    public async Task Receiver_ThatAnswersNoHttp_IsAskedAgain(string answer)
    {
        await using var receiver = new RawReceiver(answer);
        await using var staff = await WebhookStaff.StartAsync();
        await staff.WebhookAsync(receiver.Address, Changes);
        await staff.ChangeAsync("office", 0);
        await staff.Host.SendDueAsync();
        Assert.Equal("no-answer", (await staff.LastAttemptAsync())["failure"]!.GetValue<string>());
        Assert.Single(await staff.DeliveriesAsync("?state=waiting"));
    }

    [Fact]
    public async Task Receiver_ThatIsDeadForDays_MakesDeadLetters_WhichCanBeSentAgain()
    {
        var port = FreePort();
        await using var staff = await WebhookStaff.StartAsync();
        await staff.WebhookAsync($"http://127.0.0.1:{port}/hook", Changes);
        await staff.ChangeAsync("office", 1);
        await staff.PassAsync(TimeSpan.FromDays(8), TimeSpan.FromHours(1));
        Assert.Empty(await staff.DeliveriesAsync("?state=waiting"));
        var dead = await staff.DeliveriesAsync("?state=dead");
        Assert.All(dead, d => Assert.Equal(Backoff.MaxAttempts, d!["attempts"]!.GetValue<int>()));
        Assert.Equal("connection-failed", (await staff.LastAttemptAsync())["failure"]!.GetValue<string>());
        Assert.Equal(dead.Count, (await staff.Auditor.GetAsync("/v1/webhooks/told")).Expect(200)["dead"]!.GetValue<int>());

        await using var receiver = await Receiver.StartAsync($"http://127.0.0.1:{port}");
        (await staff.Administrator.PostAsync($"/v1/webhooks/told/deliveries/{dead[0]!["event"]}/resend")).Expect(202);
        await staff.Host.SendDueAsync();
        Assert.Contains(dead[0]!["event"]!.GetValue<string>(), receiver.All.Select(r => r.Id));
        Assert.Equal(dead.Count - 1, (await staff.Administrator.PostAsync("/v1/webhooks/told/resend")).Expect(202)["count"]!.GetValue<int>());
        await staff.Host.SendDueAsync();
        Assert.Empty(await staff.DeliveriesAsync("?state=dead"));
    }

    [Fact]
    public async Task Receiver_ThatIsGone_IsNotAskedAgain_AndOneThatAsksForTimeGetsIt()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        await staff.WebhookAsync(receiver.Address, Changes);
        receiver.Answer = Status(410);
        (await staff.Administrator.PostAsync("/v1/webhooks/told/test")).Expect(202);
        await staff.Host.SendDueAsync();
        Assert.Empty(await staff.DeliveriesAsync("?state=waiting"));

        receiver.Answer = http =>
        {
            http.Response.Headers.RetryAfter = "3600";
            return Status(429)(http);
        };
        await staff.ChangeAsync("office", 0);
        await staff.Host.SendDueAsync();
        var (due, now) = ((await staff.DeliveriesAsync("?state=waiting"))[0]!["dueAt"]!.GetValue<DateTimeOffset>(), staff.Host.Clock.GetUtcNow());
        Assert.Equal(now + TimeSpan.FromHours(1), due);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    public async Task Address_InsideTheNetwork_IsNeverConnectedTo_UnlessAnOperatorAllowsIt(string address)
    {
        await using var inside = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync(new(StringComparer.Ordinal) { ["Webhooks:AllowedNetworks:0"] = "10.1.0.0/16" });
        await staff.WebhookAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, new Uri(inside.Address).Port), Changes);
        await staff.ChangeAsync("office", 0);
        await staff.Host.SendDueAsync();
        Assert.Empty(inside.All);
        Assert.Equal("address-refused", (await staff.LastAttemptAsync())["failure"]!.GetValue<string>());
    }

    [Fact]
    public async Task Sender_KilledAtAnyStep_LosesNothing_AndKeepsTheOrder()
    {
        var stop = new CommandStop();
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync(stop: stop);
        await staff.WebhookAsync(receiver.Address, Changes);
        var (step, died) = (0, true);
        while (died)
        {
            receiver.Forget();
            await staff.ChangeAsync("office", 3);
            await staff.ChangeAsync("build", 2);
            stop.DieAt(++step);
            await Record.ExceptionAsync(staff.Host.SendDueAsync);
            died = stop.IsDead;
            stop.Revive();
            await staff.PassAsync(2 * Minute, Minute);
            await AssertInOrderAsync(staff, receiver);
            Assert.Empty(await staff.DeliveriesAsync("?state=waiting"));
        }

        // Each delivery takes a handful of commands: they were all gone through.
        Assert.InRange(step, 20, 200);
    }

    [Fact]
    public async Task Webhook_ThatIsPaused_IsToldNothing_NotEvenLater()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        await staff.WebhookAsync(receiver.Address, Changes);
        await staff.Host.SendDueAsync();
        (await staff.Administrator.EditAsync("/v1/webhooks/told", new { events = Changes, enabled = false })).ToString();
        await staff.ChangeAsync("office", 2);
        (await staff.Administrator.EditAsync("/v1/webhooks/told", new { events = Changes, enabled = true })).ToString();
        receiver.Forget();
        await staff.ChangeAsync("build", 0);
        await staff.Host.SendDueAsync();
        // What is told of different subjects keeps no order.
        Assert.Equal(["channel:build", "webhook:told"], receiver.All.Select(r => r.Subject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    /// <summary>Each event of the receiver's webhook came, and of one subject none before an earlier one had come.</summary>
    private static async Task AssertInOrderAsync(WebhookStaff staff, Receiver receiver)
    {
        var order = await staff.Host.WithDatabaseAsync(db => db.Outbox.ToDictionaryAsync(e => e.Id.ToString(), e => e.Seq, StringComparer.Ordinal));
        foreach (var subject in receiver.All.GroupBy(r => r.Subject, StringComparer.Ordinal))
        {
            var seqs = subject.Select(r => order[r.Id]).ToArray();
            Assert.Equal(seqs.Order(), seqs);
        }

        var told = await staff.DeliveriesAsync("?limit=200");
        Assert.All(told, d => Assert.Equal("delivered", d!["state"]!.GetValue<string>()));
    }

    private static Func<HttpContext, Task> Status(int status) => http =>
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
