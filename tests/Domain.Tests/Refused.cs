namespace ToolRegistry.Domain.Tests;

/// <summary>Asserts that a rule of the register refuses.</summary>
internal static class Refused
{
    public static DomainException With(string code, Refusal kind, Action act, string? field = null)
    {
        var refusal = Assert.Throws<DomainException>(act);
        Assert.Equal((code, kind), (refusal.Code, refusal.Refusal));
        if (field is not null)
            Assert.Equal(field, refusal.Field);
        Assert.NotEmpty(refusal.Message);
        return refusal;
    }
}
