using System.Net;

namespace ToolRegistry.Infrastructure.Webhooks;

/// <summary>Tells addresses of the public internet from all others, so that nobody makes the service call what only it can reach.</summary>
public static class PublicAddresses
{
    // IANA, "IPv4 Special-Purpose Address Registry" and the multicast space; RFC 6890.
    private static readonly IPNetwork[] NotPublic = Read(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    // Of IPv6, what IANA has given out for global unicast, without what stands for another address or for examples.
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] NotGlobal = Read("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>Whether the address is one of the public internet.</summary>
    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
            ? !NotPublic.Any(network => network.Contains(address))
            : Global.Contains(address) && !NotGlobal.Any(network => network.Contains(address));
    }

    private static IPNetwork[] Read(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
