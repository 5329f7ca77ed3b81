using ToolRegistry.Client;

namespace ToolRegistry.Api.Admin;

/// <summary>Where records are shown to staff.</summary>
internal static class Addresses
{
    public static string Of(ReviewItemView item) => item.Kind switch
    {
        "tool" or "assessment" => $"/admin/tools/{item.Tool}",
        "exception" or "exception_expiry" => $"/admin/exceptions/{item.Subject}",
        _ => $"/admin/decisions/{item.Subject}",
    };
}
