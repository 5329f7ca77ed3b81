using MediatR;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Pipeline;
using ToolRegistry.Api.Security;
using ToolRegistry.Client;
using ToolRegistry.Infrastructure.Exports;
using ToolRegistry.Infrastructure.Persistence;
using ToolRegistry.Infrastructure.Santa;

namespace ToolRegistry.Api.Features.Exports.Santa;

/// <summary>Lists the Macs that sync with a channel.</summary>
internal sealed record ListMachines(PageQuery Page, string Channel) : IQuery<Page<MachineView>>
{
    public static Permission Permission => Permission.ReadChannels;
}

internal sealed class ListMachinesHandler(RegisterDbContext db, ChannelExports exports) : IRequestHandler<ListMachines, Page<MachineView>>
{
    private static readonly Sort<SantaMachine> ByMachine = Sort<SantaMachine>.By("machine", m => m.Machine);
    private static readonly Sort<SantaMachine>[] Sorts = [Sort<SantaMachine>.By("lastAt", m => m.LastAt)];

    public Task<Page<MachineView>> Handle(ListMachines request, CancellationToken cancellationToken)
    {
        exports.Require(request.Channel);
        var current = exports.CurrentHash(BeginSantaSyncHandler.Target, request.Channel);
        return db.SantaMachines.AsNoTracking().Where(m => m.Channel == request.Channel).ToPageAsync(request.Page, ByMachine, Sorts, m => Of(m, current), cancellationToken);
    }

    private static MachineView Of(SantaMachine machine, string? current) =>
        new(machine.Machine, machine.HeldRevision, machine.Held, machine.Refused, machine.LastAt, Behind: current is not null && machine.Held != current);
}
