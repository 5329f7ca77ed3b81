namespace ToolRegistry.Client;

/// <summary>One page of a list.</summary>
/// <param name="Items">The records of this page.</param>
/// <param name="NextCursor">Give it as <c>cursor</c> to get the next page; null on the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Where something holds, or whom it is for. An empty list means everywhere.</summary>
/// <param name="Groups">Groups of people.</param>
/// <param name="Environments">Any of <c>workstation</c>, <c>ci</c>, <c>server</c>.</param>
/// <param name="Regions">ISO 3166 codes, or <c>EU</c>.</param>
public sealed record ScopeBody(IReadOnlyList<string>? Groups = null, IReadOnlyList<string>? Environments = null, IReadOnlyList<string>? Regions = null);

/// <summary>Why something is done.</summary>
/// <param name="Reason">1 to 2,000 characters; internal text.</param>
public sealed record ReasonBody(string Reason);

/// <summary>Why something is done, if there is a reason to give.</summary>
/// <param name="Reason">At most 2,000 characters; internal text.</param>
public sealed record OptionalReasonBody(string? Reason = null);

/// <summary>One person's approval.</summary>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record ApprovalView(string By, DateTimeOffset At);

/// <summary>A refusal, as RFC 9457 has it.</summary>
/// <param name="Type">An address that names the kind of problem.</param>
/// <param name="Title">The kind of problem in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong here and what to do.</param>
/// <param name="Code">A stable code.</param>
/// <param name="Errors">For each member at fault what is wrong with it.</param>
/// <param name="CorrelationId">By which the service's logs and audit name the request.</param>
public sealed record Problem(string? Type, string? Title, int Status, string? Detail, string Code, IReadOnlyDictionary<string, string[]>? Errors = null, string? CorrelationId = null);
