using System.Net;
using System.Net.Sockets;

namespace ToolRegistry.Faults;

/// <summary>A wire between a service and its server. Cut, it takes what is sent and hands nothing on until it is mended.</summary>
internal sealed class Wire : IDisposable
{
    private const int SqlServerPort = 1433;

    private readonly TcpListener near = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> ends = [];
    private volatile TaskCompletionSource mended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool isOver;

    private Wire(string host, int port)
    {
        mended.SetResult();
        near.Start();
        _ = AcceptAsync(host, port);
    }

    /// <summary>The port at which the service finds the server.</summary>
    public int Port => ((IPEndPoint)near.LocalEndpoint).Port;

    /// <summary>Lays a wire to a server as connection strings name it: <c>tcp:host,port</c>.</summary>
    public static Wire To(string server)
    {
        var parts = (server.StartsWith("tcp:", StringComparison.OrdinalIgnoreCase) ? server[4..] : server).Split(',');
        return new Wire(parts[0], parts.Length > 1 ? int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) : SqlServerPort);
    }

    public void Cut() => mended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend() => mended.TrySetResult();

    public void Dispose()
    {
        isOver = true;
        near.Dispose();
        lock (ends)
            ends.ForEach(e => e.Dispose());
        Mend();
    }

    private async Task AcceptAsync(string host, int port)
    {
        try
        {
            while (true)
            {
                var (left, right) = (await near.AcceptTcpClientAsync(), new TcpClient());
                lock (ends)
                    ends.AddRange([left, right]);
                _ = JoinAsync(left, right, host, port);
            }
        }
        catch (Exception ended) when (isOver && ended is SocketException or ObjectDisposedException)
        {
            // It is taken away.
        }
    }

    private async Task JoinAsync(TcpClient left, TcpClient right, string host, int port)
    {
        try
        {
            await mended.Task;
            await right.ConnectAsync(host, port);
            await Task.WhenAny(PassAsync(left.GetStream(), right.GetStream()), PassAsync(right.GetStream(), left.GetStream()));
        }
        catch (Exception ended) when (ended is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // One of the ends hung up.
        }
        finally
        {
            left.Dispose();
            right.Dispose();
        }
    }

    private async Task PassAsync(NetworkStream from, NetworkStream to)
    {
        var part = new byte[16 * 1024];
        int read;
        while ((read = await from.ReadAsync(part)) > 0)
        {
            await mended.Task;
            await to.WriteAsync(part.AsMemory(0, read));
        }
    }
}
