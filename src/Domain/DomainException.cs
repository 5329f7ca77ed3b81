namespace ToolRegistry.Domain;

/// <summary>What kind of refusal a <see cref="DomainException"/> is; the host maps it to an HTTP status in one place.</summary>
public enum Refusal
{
    /// <summary>The input breaks a rule that needs no record to be seen (HTTP 400).</summary>
    Invalid,

    /// <summary>The named record does not exist, or not for this asker (HTTP 404).</summary>
    NotFound,

    /// <summary>The record's state, or another record, does not allow it (HTTP 409).</summary>
    Conflict,

    /// <summary>This person may not do it to this record: four eyes, or no permission (HTTP 403).</summary>
    Forbidden,

    /// <summary>Nobody is known to ask (HTTP 401).</summary>
    Unauthenticated,

    /// <summary>The record changed since the asker read it (HTTP 412).</summary>
    Stale,

    /// <summary>The asker must say which state of the record is meant (HTTP 428).</summary>
    PreconditionRequired,

    /// <summary>The request is well-formed and contradicts an earlier one (HTTP 422).</summary>
    Contradiction,

    /// <summary>The service can't do it now; it changes by itself (HTTP 503).</summary>
    Unavailable,
}

/// <summary>A refusal by a rule of the register. It changes nothing.</summary>
public sealed class DomainException : Exception
{
    /// <summary>Creates a refusal.</summary>
    /// <param name="refusal">Its kind.</param>
    /// <param name="code">A stable, dotted, lower-case code, such as <c>decision.four-eyes</c>.</param>
    /// <param name="message">What is wrong and what to do, as one or two sentences. Public text.</param>
    /// <param name="field">The member of the request that is at fault, in its wire name, or null.</param>
    public DomainException(Refusal refusal, string code, string message, string? field = null)
        : base(message)
    {
        Refusal = refusal;
        Code = code;
        Field = field;
    }

    /// <summary>The kind of refusal.</summary>
    public Refusal Refusal { get; }

    /// <summary>The stable code.</summary>
    public string Code { get; }

    /// <summary>The member of the request that is at fault, or null.</summary>
    public string? Field { get; }

    /// <summary>Input that breaks a rule.</summary>
    public static DomainException Invalid(string code, string message, string? field = null) => new(Refusal.Invalid, code, message, field);

    /// <summary>A record that does not exist.</summary>
    public static DomainException NotFound(string code, string message) => new(Refusal.NotFound, code, message);

    /// <summary>A state that does not allow it.</summary>
    public static DomainException Conflict(string code, string message, string? field = null) => new(Refusal.Conflict, code, message, field);

    /// <summary>A person who may not.</summary>
    public static DomainException Forbidden(string code, string message) => new(Refusal.Forbidden, code, message);
}
