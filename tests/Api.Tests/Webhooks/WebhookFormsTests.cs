using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ToolRegistry.Api.Tests.Webhooks;

/// <summary>Events in the forms that people read: Slack, Teams, mail. And what is refused, and never shown.</summary>
public sealed class WebhookFormsTests
{
    private static readonly string[] Approved = ["decision.approved"];

    [Fact]
    public async Task Slack_GetsOneText_InWhichNothingIsMarkup()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        await staff.WebhookAsync(receiver.Address, Approved, format: "slack");
        await staff.DecideAsync(await staff.ToolAsync("hostile"), change: terms => terms["publicStatement"] = "Not <!channel> & not\n<https://evil.example|here>.");
        await staff.Host.SendDueAsync();
        Assert.Equal(
            "TR-1 was approved: Tool hostile is Banned from 1 July 2026 00:00 +00:00. Not &lt;!channel&gt; &amp; not &lt;https://evil.example|here&gt;. https://tools.example.org/d/TR-1",
            Assert.Single(receiver.All).Json["text"]!.GetValue<string>());
    }

    [Fact]
    public async Task Teams_GetsACard_WithTheWebhooksOwnText()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        await staff.WebhookAsync(receiver.Address, Approved, format: "teams", messageTemplate: "{event} {subject} [{tool}]: {message}");
        await staff.DecideAsync(await staff.ToolAsync("tried"));
        await staff.Host.SendDueAsync();
        var card = Assert.Single(receiver.All).Json["attachments"]![0]!["content"]!;
        Assert.Equal("decision.approved TR-1 [Tool tried]: TR-1 was approved: Tool tried is Banned from 1 July 2026 00:00 +00:00.", card["body"]![0]!["inlines"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("https://tools.example.org/d/TR-1", card["actions"]![0]!["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task Mail_GoesByTheServerThatIsConfigured()
    {
        await using var server = new MailServer();
        await using var staff = await WebhookStaff.StartAsync(new(StringComparer.Ordinal) { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{server.Port}", ["Mail:Security"] = "None", ["Mail:From"] = "Register <register@example.org>" });
        await staff.WebhookAsync("mailto:desk@example.org", Approved, format: "mail");
        await staff.DecideAsync(await staff.ToolAsync("mailed"));
        await staff.Host.SendDueAsync();
        var mail = MimeKit.MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(Assert.Single(server.Mails))), TestContext.Current.CancellationToken);
        Assert.Equal(("desk@example.org", "TR-1 was approved: Tool mailed is Banned from 1 July 2026 00:00 +00:00."), (Assert.Single(mail.To.Mailboxes).Address, mail.Subject));
        Assert.Contains("https://tools.example.org/d/TR-1", mail.TextBody, StringComparison.Ordinal);
        Assert.Empty(await staff.DeliveriesAsync("?state=waiting"));
    }

    [Fact]
    public async Task Mail_WithoutAServer_IsRefused()
    {
        await using var staff = await WebhookStaff.StartAsync();
        (await staff.Administrator.PostAsync("/v1/webhooks", new { name = "mail", address = "mailto:desk@example.org", format = "mail", events = Approved })).ExpectProblem(400, "webhook.invalid");
    }

    [Theory]
    [InlineData("ftp://example.org/", "cloud_events")]
    [InlineData("https://user:word@example.org/", "cloud_events")]
    [InlineData("https://example.org/#part", "cloud_events")]
    [InlineData("/relative", "cloud_events")]
    [InlineData("mailto:a@example.org,b@example.org", "mail")]
    [InlineData("mailto:a@example.org?bcc=b@example.org", "mail")]
    [InlineData("https://example.org/", "mail")]
    public async Task Address_ThatIsNone_IsRefused(string address, string format)
    {
        await using var staff = await WebhookStaff.StartAsync(new(StringComparer.Ordinal) { ["Mail:Host"] = "127.0.0.1", ["Mail:From"] = "register@example.org" });
        (await staff.Administrator.PostAsync("/v1/webhooks", new { name = "one", address, format, events = Approved })).ExpectProblem(400, "webhook.invalid");
    }

    [Fact]
    public async Task Http_WithoutTheOperatorsWord_IsRefused()
    {
        await using var staff = await WebhookStaff.StartAsync(new(StringComparer.Ordinal) { ["Webhooks:AllowHttp"] = "false" });
        (await staff.Administrator.PostAsync("/v1/webhooks", new { name = "one", address = "http://example.org/", events = Approved })).ExpectProblem(400, "webhook.invalid");
    }

    [Fact]
    public async Task AddressAndSecret_AreNeverShownAgain_NorStoredReadably()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var staff = await WebhookStaff.StartAsync();
        var secret = await staff.WebhookAsync($"{receiver.Address}/address-canary", Approved);
        await staff.DecideAsync();
        await staff.Host.SendDueAsync();
        Assert.EndsWith("/address-canary", Assert.Single(receiver.All).Path, StringComparison.Ordinal);
        var delivery = (await staff.DeliveriesAsync())[0]!["event"];
        foreach (var path in new[] { "/v1/webhooks", "/v1/webhooks/told", "/v1/webhooks/told/deliveries", $"/v1/webhooks/told/deliveries/{delivery}", "/v1/events", "/v1/audit?limit=200" })
        {
            var text = (await staff.Auditor.GetAsync(path)).Text;
            Assert.DoesNotContain("address-canary", text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret[6..], text, StringComparison.Ordinal);
        }

        var stored = await staff.Host.WithDatabaseAsync(async db => (await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.Webhooks)));
        Assert.DoesNotContain("address-canary", stored.Address, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[6..], string.Concat(stored.Secrets), StringComparison.Ordinal);
    }

    /// <summary>Somebody else's mail server, as far as RFC 5321 needs it.</summary>
    private sealed class MailServer : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly List<string> mails = [];
        private readonly Task serving;

        public MailServer()
        {
            listener.Start();
            serving = ServeAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public IReadOnlyList<string> Mails => mails;

        public async ValueTask DisposeAsync()
        {
            listener.Dispose();
            await serving;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    using var reader = new StreamReader(client.GetStream());
                    await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
                    await writer.WriteLineAsync("220 mail.example.org");
                    while (await reader.ReadLineAsync() is { } line && await AnswerAsync(line, reader, writer))
                    {
                        // The next command.
                    }
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private async Task<bool> AnswerAsync(string command, StreamReader reader, StreamWriter writer)
        {
            if (command == "DATA")
            {
                await writer.WriteLineAsync("354 Go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync() is { } line && line != ".")
                    mail.Append(line).Append("\r\n");
                mails.Add(mail.ToString());
            }

            await writer.WriteLineAsync(command == "QUIT" ? "221 Bye" : "250 OK");
            return command != "QUIT";
        }
    }
}
