using ToolRegistry.Domain.Decisions;
using ToolRegistry.Domain.Risk;

namespace ToolRegistry.Domain.Reviews;

/// <summary>A tool, as far as its record is to be verified.</summary>
/// <param name="Slug">Its slug.</param>
/// <param name="Owner">Who answers for it, or null.</param>
/// <param name="LastVerifiedAt">When its record was last verified, or null.</param>
/// <param name="CreatedAt">When it was put on record.</param>
public sealed record ToolOnRecord(string Slug, Owner? Owner, DateOnly? LastVerifiedAt, DateTimeOffset CreatedAt);

/// <summary>A change on record that a decision has still to answer to.</summary>
/// <param name="Revision">The revision that rests on what changed.</param>
/// <param name="At">When it changed.</param>
/// <param name="Subject">What changed: <c>CL-1</c>, <c>EV-9</c>, <c>RA-7</c>, or a release's version.</param>
/// <param name="What">How it changed.</param>
/// <param name="IsMaterial">Whether it alters what the decision rests on.</param>
/// <param name="OpensLiftReview">Whether it may meet the decision's lift condition.</param>
public sealed record OpenChange(int Revision, DateTimeOffset At, string Subject, string What, bool IsMaterial, bool OpensLiftReview);

/// <summary>A decision with what changed under it.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="ToolOwner">Who answers for its tool, or null.</param>
/// <param name="Changes">What changed, the oldest first.</param>
public sealed record DecisionOnRecord(Decision Decision, Owner? ToolOwner, IReadOnlyCollection<OpenChange> Changes);

/// <summary>All assessments of one tool.</summary>
/// <param name="ToolOwner">Who answers for the tool, or null.</param>
/// <param name="Assessments">The assessments, in any order.</param>
public sealed record AssessmentsOnRecord(Owner? ToolOwner, IReadOnlyCollection<RiskAssessment> Assessments);

/// <summary>An exception to a decision that is in force.</summary>
/// <param name="Exception">The exception.</param>
/// <param name="Tool">The slug of the tool that the decision governs.</param>
/// <param name="ToolOwner">Who answers for the tool, or null.</param>
public sealed record ExceptionOnRecord(ExceptionRecord Exception, string Tool, Owner? ToolOwner);
