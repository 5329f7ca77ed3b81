using ToolRegistry.Domain.Decisions;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>What an employee may ask for, and who may answer.</summary>
public class RequestTests
{
    private static Request Filed() => Request.File(5, RequestKind.Review, "pkg:npm/left-pad", decision: null, "for the build", Ana, Day(1));

    [Fact]
    public void File_ProposesIt()
    {
        var request = Filed();
        Assert.Equal((5, RequestKind.Review, "pkg:npm/left-pad", ReviewState.Proposed, Ana, Day(1)), (request.Number, request.Kind, request.Subject, request.State, request.RequestedBy, request.CreatedAt));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0")]
    public void File_WithoutAReason_IsRefused(string reason) =>
        Refused.With("request.invalid", Refusal.Invalid, () => Request.File(1, RequestKind.Review, "claude", null, reason, Ana, Day(1)), "reason");

    [Fact]
    public void File_ForAnException_NamesTheDecision_AndForAReviewNone()
    {
        Assert.Equal(42, Request.File(1, RequestKind.Exception, "claude", 42, "needed", Ana, Day(1)).Decision);
        Refused.With("request.invalid", Refusal.Invalid, () => Request.File(1, RequestKind.Exception, "claude", null, "needed", Ana, Day(1)), "decision");
        Refused.With("request.invalid", Refusal.Invalid, () => Request.File(1, RequestKind.Review, "claude", 42, "needed", Ana, Day(1)), "decision");
    }

    [Fact]
    public void Approve_And_Reject_ByAnother_AnswerIt()
    {
        var (taken, declined) = (Filed(), Filed());
        taken.Approve("TR-43 will say", Ben, Day(2));
        declined.Reject("use what is approved", Ben, Day(3));
        Assert.Equal((ReviewState.Approved, "TR-43 will say", Ben, Day(2)), (taken.State, taken.Answer, taken.AnsweredBy!, taken.AnsweredAt!.Value));
        Assert.Equal((ReviewState.Rejected, "use what is approved", Ben, Day(3)), (declined.State, declined.Answer, declined.AnsweredBy!, declined.AnsweredAt!.Value));
    }

    [Fact]
    public void Approve_And_Reject_ByTheAsker_AreRefused()
    {
        var request = Filed();
        Refused.With("review.four-eyes", Refusal.Forbidden, () => request.Approve(null, Owner.Parse("ANA"), Day(2)));
        Refused.With("review.four-eyes", Refusal.Forbidden, () => request.Reject("no", Ana, Day(2)));
        Assert.Equal((ReviewState.Proposed, null), (request.State, request.AnsweredBy));
    }

    [Fact]
    public void Withdraw_IsForTheAskerOnly()
    {
        var request = Filed();
        Refused.With("request.not-yours", Refusal.Forbidden, () => request.Withdraw(Ben, Day(2)));
        request.Withdraw(Owner.Parse("Ana"), Day(2));
        Assert.Equal((ReviewState.Withdrawn, Day(2)), (request.State, request.AnsweredAt));
    }

    [Fact]
    public void RequestThatIsAnswered_TakesNoFurtherAnswer()
    {
        Action<Request>[] ends = [r => r.Approve(null, Ben, Day(2)), r => r.Reject("no", Ben, Day(2)), r => r.Withdraw(Ana, Day(2))];
        foreach (var end in ends)
        {
            foreach (var again in ends)
            {
                var request = Filed();
                end(request);
                Refused.With("request.wrong-state", Refusal.Conflict, () => again(request));
            }
        }
    }
}
