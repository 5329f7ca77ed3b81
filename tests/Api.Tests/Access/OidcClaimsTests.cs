using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using ToolRegistry.Api.Security;
using ToolRegistry.Infrastructure.Security;

namespace ToolRegistry.Api.Tests.Access;

/// <summary>What providers say of a person, each in its own shape, and who that is here.</summary>
public sealed class OidcClaimsTests
{
    private static readonly OidcSettings Plain = new() { Roles = new Dictionary<Role, string[]> { [Role.Analyst] = ["security-analyst", "/security/analysts", "5f0c1c5e-0000-4000-8000-000000000001"], [Role.Approver] = ["security-approver"], [Role.Service] = ["machines"] } };

    [Fact]
    public void Keycloak_RolesOfTheRealmAndGroupsByPath_AreRead()
    {
        var dana = Read(
            """{"sub":"f:1:dana","preferred_username":"dana","azp":"register","typ":"Bearer","realm_access":{"roles":["offline_access","security-approver"]},"resource_access":{"account":{"roles":["manage-account"]}},"groups":["/security/analysts","/dev"]}""",
            Plain with { RolesClaim = "realm_access.roles", OwnerClaim = "preferred_username" })!;
        Assert.Equal("dana", dana.Person.Value);
        Assert.Equal([Role.Analyst, Role.Approver], dana.Roles);
        Assert.Equal(["/security/analysts", "/dev"], dana.Groups);
        Assert.Equal("oidc:dana", dana.Method);
        Assert.False(dana.IsToken);
    }

    [Fact]
    public void Entra_AppRolesAndGroupIds_AreRead()
    {
        var dana = Read("""{"sub":"AAAA","oid":"0b1c","tid":"t","ver":"2.0","azp":"register","roles":["security-approver"],"groups":["5f0c1c5e-0000-4000-8000-000000000001"]}""", Plain with { OwnerClaim = "oid" })!;
        Assert.Equal([Role.Analyst, Role.Approver], dana.Roles);
        Assert.Equal(["5f0c1c5e-0000-4000-8000-000000000001"], dana.Groups);
    }

    [Theory]
    [InlineData("""{"sub":"dana","roles":["security-approver"],"_claim_names":{"groups":"src1"},"_claim_sources":{"src1":{"endpoint":"https://graph.example/users/dana/getMemberObjects"}}}""")]
    [InlineData("""{"sub":"dana","roles":["security-approver"],"hasgroups":"true"}""")]
    public void Entra_MoreGroupsThanTheTokenTells_AreUnknown_SoThatNothingIsAllowedForThem(string claims)
    {
        var dana = Read(claims, Plain)!;
        Assert.Equal([Role.Approver], dana.Roles);
        Assert.Null(dana.Groups);
    }

    [Fact]
    public void Person_WithoutGroups_HasNone() => Assert.Equal([], Read("""{"sub":"dana"}""", Plain)!.Groups!);

    [Theory]
    [InlineData("""{"sub":"daemon","azp":"daemon","roles":["machines","security-approver"]}""")]
    [InlineData("""{"sub":"0b1c","appid":"a","idtyp":"app","roles":["machines"]}""")]
    public void Machine_IsAService_WhoseGroupsAreUnknown_AndSignsInNowhere(string claims)
    {
        var machine = Read(claims, Plain)!;
        Assert.Equal([Role.Service], machine.Roles);
        Assert.Null(machine.Groups);
        Assert.Null(Read(claims, Plain, mayBeMachine: false));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"sub":""}""")]
    [InlineData("""{"sub":"da na"}""")]
    [InlineData("""{"sub":"dаna"}""")]
    public void Claims_ThatNameNobodyOrMany_AreNobody(string claims) => Assert.Null(Read(claims, Plain));

    [Theory]
    [InlineData("""{"sub":"dana","realm_access":"security-approver"}""")]
    [InlineData("""{"sub":"dana","realm_access":{"roles":{"security-approver":true}}}""")]
    [InlineData("""{"sub":"dana","realm_access":{"roles":[["security-approver"],1,null]}}""")]
    public void Roles_InAnotherShape_AreNone(string claims) =>
        Assert.Equal([Role.Reader], Read(claims, Plain with { RolesClaim = "realm_access.roles" })!.Roles);

    [Fact]
    public void Path_ThatIsAClaimAsItStands_IsThatClaim() =>
        Assert.Equal([Role.Approver], Read("""{"sub":"dana","https://acme.example/roles":["security-approver"]}""", Plain with { RolesClaim = "https://acme.example/roles" })!.Roles);

    [Theory]
    [InlineData("Authority", "http://login.example", "ClientId", "register")]
    [InlineData("Authority", "https://login.example")]
    [InlineData("Authority", "https://login.example", "ClientId", "register", "Audience", "register")]
    [InlineData("Authority", "https://login.example", "ClientId", "register", "DefaultRole", "Administrator")]
    [InlineData("Authority", "https://login.example", "ClientId", "register", "Session", "2.00:00:00")]
    [InlineData("Authority", "https://login.example", "ClientId", "register", "RoleClaim", "roles")]
    public void Settings_ThatCannotHold_StopTheStart(params string[] settings) =>
        Assert.Throws<InvalidOperationException>(() => OidcSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(settings.Chunk(2).Select(s => KeyValuePair.Create($"Oidc:{s[0]}", (string?)s[1]))).Build()));

    private static Principal? Read(string claims, OidcSettings settings, bool mayBeMachine = true) =>
        OidcClaims.PrincipalOf([.. new JsonWebToken(Issuer.Unsigned(new() { ["alg"] = "none" }, JsonNode.Parse(claims)!.AsObject())).Claims], settings, mayBeMachine);
}
