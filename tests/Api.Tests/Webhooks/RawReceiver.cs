using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ToolRegistry.Api.Tests.Webhooks;

/// <summary>Somebody who answers every request with the same bytes, whether they are HTTP or not, and closes.</summary>
internal sealed class RawReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task serving;

    public RawReceiver(string answer)
    {
        listener.Start();
        serving = ServeAsync(Encoding.ASCII.GetBytes(answer));
    }

    public string Address => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/hook";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
    }

    private async Task ServeAsync(byte[] answer)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await AnswerAsync(client.GetStream(), answer);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private static async Task AnswerAsync(NetworkStream stream, byte[] answer)
    {
        try
        {
            // A request of a few kilobytes comes in as many reads as it likes: its body is JSON of one object.
            var request = new StringBuilder();
            var buffer = new byte[16_384];
            while (!request.ToString().EndsWith('}'))
                request.Append(Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer)));
            await stream.WriteAsync(answer);
        }
        catch (IOException)
        {
            // Nobody listened to the end.
        }
    }
}
