using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Evidence;
using static ToolRegistry.Domain.Decisions.Disposition;
using static ToolRegistry.Domain.Tests.Given;

namespace ToolRegistry.Domain.Tests.Decisions;

/// <summary>Takes decisions on <c>claude</c> through the states. Ana writes, Ben approves, Cleo comes after.</summary>
internal static class DecisionSteps
{
    /// <summary>A case that is strong enough not to be provisional.</summary>
    public static readonly Support Strong = new(Confidence.Moderate, 2);

    public static ApprovalRules Rules(int approvals = 1, bool isProtected = false, bool unknownIsBlocked = false) => new(approvals, isProtected, [], unknownIsBlocked, Strong, RiskLevel: null);

    public static Decision Proposed(DecisionContent content)
    {
        var decision = Decision.Draft(42, "claude", DecisionTerms.Create(content), Ana, Day(1));
        decision.Propose([], Ana, Day(2));
        return decision;
    }

    public static Decision InForce(DecisionContent content)
    {
        var decision = Proposed(content);
        decision.Approve(Rules(), [], Ben, Day(3));
        return decision;
    }

    /// <summary>A decision in a state of the table, HighRisk from day 3 and Banned from day 10.</summary>
    public static Decision In(string state)
    {
        var content = Content((3, HighRisk), (10, Banned));
        Decision Through(Decision decision, params string[] verbs)
        {
            foreach (var verb in verbs)
                Do(decision, verb);
            return decision;
        }

        return state switch
        {
            "Draft" => Decision.Draft(42, "claude", DecisionTerms.Create(content), Ana, Day(1)),
            "Proposed" => Proposed(content),
            "Approved" => InForce(content),
            "Expedited" => Through(In("Draft"), "expedite"),
            "Ratified" => Through(In("Expedited"), "ratify"),
            "Revised" => Through(In("Approved"), "revise"),
            "RevisionProposed" => Through(In("Revised"), "propose"),
            "Superseded" => Through(In("RevisionProposed"), "approve"),
            "Rescheduled" => Through(In("Approved"), "reschedule"),
            "Revoking" => Through(In("Approved"), "revoke"),
            "Rejected" => Through(In("Proposed"), "reject"),
            "Withdrawn" => Through(In("Draft"), "withdraw"),
            "Revoked" => Through(In("Revoking"), "approve"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };
    }

    public static void Do(Decision decision, string verb) => Do(decision, verb, Rules());

    public static void Do(Decision decision, string verb, ApprovalRules rules)
    {
        switch (verb)
        {
            case "edit":
                decision.Edit(Terms((4, Banned)), null, Ana);
                break;
            case "propose":
                decision.Propose([], Ana, Day(7));
                break;
            case "approve":
                decision.Approve(rules, [], Cleo, Day(8));
                break;
            case "comment":
                decision.Comment("Which release?", Ben, Day(8));
                break;
            case "return":
                decision.Return("Name the release.", Ben, Day(8));
                break;
            case "reject":
                decision.Reject("no", Day(8));
                break;
            case "withdraw":
                decision.Withdraw("no", Day(8));
                break;
            case "revise":
                decision.Revise(Terms((3, HighRisk), (9, Banned)), [], "why", Ana, Day(6));
                break;
            case "reschedule":
                decision.Reschedule(Phases((2, HighRisk), (8, Banned)), "why", Ana, Day(6));
                break;
            case "expedite":
                decision.Expedite(rules, [], "actively exploited", Ana, Day(6));
                break;
            case "ratify":
                decision.Ratify(Cleo, Day(7));
                break;
            case "revoke":
                decision.Revoke("why", Ana, Day(6));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(verb));
        }
    }
}
