using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using ToolRegistry.Domain.Webhooks;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>Sends an event as mail by the server that is configured.</summary>
public sealed class MailPost(MailOptions mail, WebhookOptions webhooks, TimeProvider clock)
{
    private const int MaxSubject = 150;

    /// <summary>Sends a mail once.</summary>
    /// <param name="id">The event's id.</param>
    /// <param name="address">Whom it goes to: <c>mailto:…</c>.</param>
    /// <param name="sentence">What happened.</param>
    /// <param name="text">What is said.</param>
    /// <param name="ct">Breaks off.</param>
    public async Task<PostResult> SendAsync(Guid id, WebhookAddress address, string sentence, string text, CancellationToken ct)
    {
        if (!mail.IsConfigured)
            return new PostResult("mail-not-configured");
        using var time = new CancellationTokenSource(webhooks.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, ct);
        try
        {
            using var message = Message(id, MailboxAddress.Parse(mail.From), address, sentence, text);
            using var client = new SmtpClient();
            await client.ConnectAsync(mail.Host, mail.Port, SecurityOf(mail.Security), either.Token);
            if (mail.UserName is not null)
                await client.AuthenticateAsync(mail.UserName, mail.Password ?? "", either.Token);
            var answer = await client.SendAsync(message, either.Token);
            await client.DisconnectAsync(quit: true, either.Token);
            return new PostResult(Failure: null, Response: answer);
        }
        catch (SmtpCommandException refusal)
        {
            return new PostResult($"smtp-{(int)refusal.StatusCode}", Response: refusal.Message);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && failure is OperationCanceledException or IOException or SocketException or ProtocolException or AuthenticationException or SslHandshakeException or NotSupportedException)
        {
            return new PostResult(time.IsCancellationRequested ? "timeout" : failure is AuthenticationException ? "mail-sign-in-failed" : failure is SslHandshakeException or NotSupportedException ? "tls-failed" : "connection-failed");
        }
    }

    private MimeMessage Message(Guid id, MailboxAddress from, WebhookAddress address, string sentence, string text)
    {
        var message = new MimeMessage
        {
            Subject = Domain.Texts.Shortened(sentence, MaxSubject),
            // The same each time it is tried, so that a mail that came twice is known for one.
            MessageId = $"{id}@{from.Domain}",
            Date = clock.GetUtcNow(),
            Body = new TextPart("plain") { Text = text },
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(address.Value["mailto:".Length..]));
        // RFC 3834: nobody's absence is to be told to a register.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static SecureSocketOptions SecurityOf(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(security)),
    };
}
