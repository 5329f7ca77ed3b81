using System.Globalization;
using ToolRegistry.Api;
using ToolRegistry.Api.Demo;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

// Where it was published, its files lie beside it, wherever it is started from.
var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Where(a => a != DemoData.Switch)], WebRootPath = Directory.Exists(published) ? published : null });
builder.AddRegister(isDemo: args.Contains(DemoData.Switch));

await using var app = builder.Build();
await app.PrepareRegisterAsync();
app.UseRegister();
await app.RunAsync();
