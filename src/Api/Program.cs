using System.Globalization;
using ToolRegistry.Api;
using ToolRegistry.Api.Demo;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

var builder = WebApplication.CreateBuilder([.. args.Where(a => a != DemoData.Switch)]);
builder.AddRegister(isDemo: args.Contains(DemoData.Switch));

await using var app = builder.Build();
await app.PrepareRegisterAsync();
app.UseRegister();
await app.RunAsync();
