using Spectre.Console;

namespace ToolRegistry.Cli.Frame;

/// <summary>Work that a person may have to wait for.</summary>
internal static class LongWork
{
    /// <summary>Works, and shows on a terminal how far it is; nothing of it stays.</summary>
    /// <param name="notes">Where to.</param>
    /// <param name="what">What is done, in a few words of our own.</param>
    /// <param name="steps">How many steps it has.</param>
    /// <param name="work">Does it, and tells of each step that is done.</param>
    public static async Task<T> ShowAsync<T>(this Screen notes, string what, int steps, Func<Action, Task<T>> work)
    {
        if (notes.Terminal is not { } terminal)
            return await work(() => { });
        return await new Progress(terminal).AutoClear(true).StartAsync(async progress =>
        {
            var task = progress.AddTask(what, maxValue: steps);
            return await work(() => task.Increment(1));
        });
    }
}
