using Microsoft.AspNetCore.Http.Timeouts;
using Radzen;
using ToolRegistry.Api.Admin;
using ToolRegistry.Api.Features.Sessions;
using ToolRegistry.Api.Pipeline;

namespace ToolRegistry.Api.Pages;

/// <summary>Registers and maps what is read in a browser.</summary>
internal static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        services.AddRadzenComponents().AddCascadingAuthenticationState().AddScoped<Desk>().AddScoped<Verdicts>();
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().WithMetadata(new Door.SkipParameterCheck());
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null).WithMetadata(new Door.SkipParameterCheck(), new DisableRequestTimeoutAttribute());
        app.MapProvider();
        app.MapSignOut();
        app.MapBackChannel();
        app.MapBadges();
        app.MapSuggestions();
        app.MapDownloads();
    }
}
