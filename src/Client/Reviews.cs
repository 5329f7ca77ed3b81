namespace ToolRegistry.Client;

/// <summary>Something that waits for a review.</summary>
/// <param name="Kind"><c>decision</c>, <c>assessment</c>, <c>exception</c>, <c>tool</c>, <c>ratification</c>, <c>revalidation</c>, <c>lift_condition</c> or <c>exception_expiry</c>.</param>
/// <param name="Subject">The record to look at: <c>TR-42</c>, <c>RA-7</c>, <c>EX-3</c>, or a tool's slug. One record may wait for reviews of several kinds.</param>
/// <param name="Tool">The slug of the tool that it is about.</param>
/// <param name="Owner">Who answers for it: the tool's owner; without one, whoever proposed the decision, assessed the risk or asked for the exception; null: nobody.</param>
/// <param name="DueAt">When it is due.</param>
/// <param name="Overdue">Whether that instant has come.</param>
/// <param name="What">What is to be done and why, as one sentence; internal text.</param>
/// <param name="Href">The record's address.</param>
public sealed record ReviewItemView(string Kind, string Subject, string Tool, string? Owner, DateTimeOffset DueAt, bool Overdue, string What, string Href);
