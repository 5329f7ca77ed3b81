using ToolRegistry.Domain.Decisions;

namespace ToolRegistry.Domain.Channels;

/// <summary>A change of a channel that waits for another Administrator.</summary>
/// <param name="Terms">The terms it would have.</param>
/// <param name="Review">Who had a hand in it.</param>
/// <param name="At">When it was asked for.</param>
public sealed record ChannelChange(ChannelTerms Terms, Review Review, DateTimeOffset At);

/// <summary>
/// A named export profile: where what it delivers is enforced, and by which targets. What loosens it takes effect when
/// another Administrator approves it.
/// </summary>
public sealed class Channel
{
    private Channel(string name, ChannelTerms terms, DateTimeOffset createdAt) => (Name, Terms, CreatedAt, ChangedAt) = (name, terms, createdAt, createdAt);

#pragma warning disable CS8618 // For materialisation.
    private Channel()
    {
    }
#pragma warning restore CS8618

    /// <summary>Its name, as <see cref="Identity.Slugs"/> are.</summary>
    public string Name { get; private set; }

    /// <summary>What holds.</summary>
    public ChannelTerms Terms { get; private set; }

    /// <summary>What waits for approval, or null.</summary>
    public ChannelChange? Pending { get; private set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When what holds was last changed.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Makes a channel. If it is to accept what is narrower than decided, that waits for approval; the rest holds at once.</summary>
    /// <exception cref="DomainException"><c>channel.invalid</c></exception>
    public static Channel Create(string name, ChannelTerms terms, Owner by, DateTimeOffset at)
    {
        if (!Identity.Slugs.IsValid(name))
            throw DomainException.Invalid("channel.invalid", "A channel's name is 1 to 80 lower-case letters, digits, hyphens, dots and underscores.", "name");
        var channel = new Channel(name, ChannelTerms.Create(terms.Content() with { AcceptsNarrower = false }), at);
        if (terms.AcceptsNarrower)
            channel.Pending = new ChannelChange(terms, new Review(by), at);
        return channel;
    }

    /// <summary>Changes what it delivers: at once, or, where that loosens it, after another person's approval.</summary>
    public void Change(ChannelTerms terms, Owner by, DateTimeOffset at)
    {
        if (terms.Loosens(Terms))
            Pending = new ChannelChange(terms, Pending?.Review.Edited(by) ?? new Review(by), at);
        else
            (Terms, Pending, ChangedAt) = (terms, null, at);
    }

    /// <summary>Approves the pending change, which takes effect.</summary>
    /// <exception cref="DomainException"><c>channel.nothing-pending</c>, <c>review.four-eyes</c></exception>
    public void Approve(Owner by, DateTimeOffset at)
    {
        var change = RequirePending();
        change.Review.RequireOther(by);
        (Terms, Pending, ChangedAt) = (change.Terms, null, at);
    }

    /// <summary>Drops the pending change.</summary>
    /// <exception cref="DomainException"><c>channel.nothing-pending</c></exception>
    public void Reject()
    {
        RequirePending();
        Pending = null;
    }

    private ChannelChange RequirePending() =>
        Pending ?? throw DomainException.Conflict("channel.nothing-pending", "No change of this channel waits for approval.");
}
