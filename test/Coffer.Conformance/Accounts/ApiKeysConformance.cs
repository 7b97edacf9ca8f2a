using Coffer.Accounts;
using Coffer.Database;
using Coffer.Testing.Databases;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Accounts;

public abstract class ApiKeysConformance(DatabaseKind kind) : DatabaseTest(kind)
{
    const string Chosen = "7/0123456789abcdef0123456789abcdef01234567";

    ApiKeys Keys => field ??= new ApiKeys(Database, TimeProvider.System);

    [Fact]
    public async Task The_first_start_makes_one_administrator_and_shows_its_key_once()
    {
        var key = await Keys.EnsureFirstAdminAsync(null, Cancellation);

        key!.Value.Reveal().ShouldMatch("^1/[0-9a-f]{40}$");
        (await Keys.EnsureFirstAdminAsync(null, Cancellation)).ShouldBeNull();
        var caller = await Keys.AuthenticateAsync("TD1 " + key.Value.Reveal(), Cancellation);
        caller.ShouldBe(new Caller(caller!.UserId, "Administrator", "admin@localhost", ApiKeyKind.Master, IsAdmin: true));
    }

    [Fact]
    public async Task The_first_key_can_be_chosen()
    {
        await Keys.EnsureFirstAdminAsync(Chosen, Cancellation);

        (await Keys.AuthenticateAsync(Chosen, Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_chosen_key_of_another_form_is_refused_and_nothing_is_created()
    {
        await Should.ThrowAsync<ArgumentException>(async () => await Keys.EnsureFirstAdminAsync("secret", Cancellation));

        (await Keys.ListUsersAsync(Cancellation)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("TD1 {0}", true)]
    [InlineData("td1 {0}", true)]
    [InlineData("{0}", true)]
    [InlineData("  TD1   {0}  ", true)]
    [InlineData("Bearer {0}", false)]
    [InlineData("TD1 {0}0", false)]
    [InlineData("TD1 1/0000000000000000000000000000000000000000", false)]
    [InlineData("TD1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task A_key_is_taken_in_the_forms_that_clients_send(string? form, bool accepted)
    {
        await Keys.EnsureFirstAdminAsync(Chosen, Cancellation);

        var caller = await Keys.AuthenticateAsync(form?.Replace("{0}", Chosen, StringComparison.Ordinal), Cancellation);

        (caller is not null).ShouldBe(accepted);
    }

    [Fact]
    public async Task A_write_only_key_says_so()
    {
        var user = await Keys.CreateUserAsync("Ada", "ada@example.com", isAdmin: false, Cancellation);
        var key = await Keys.CreateAsync(user!.Id, ApiKeyKind.WriteOnly, Cancellation);

        (await Keys.AuthenticateAsync(key.Reveal(), Cancellation)).ShouldBe(
            new Caller(user.Id, "Ada", "ada@example.com", ApiKeyKind.WriteOnly, IsAdmin: false)
        );
    }

    [Fact]
    public async Task An_email_is_taken_once()
    {
        await Keys.CreateUserAsync("Ada", "ada@example.com", isAdmin: false, Cancellation);

        (await Keys.CreateUserAsync("Eve", "ada@example.com", isAdmin: true, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task A_revoked_key_stops_working_here_and_on_another_server()
    {
        var user = await Keys.CreateUserAsync("Ada", "ada@example.com", isAdmin: false, Cancellation);
        var key = await Keys.CreateAsync(user!.Id, ApiKeyKind.Master, Cancellation);
        using var other = new ApiKeys(Test.OpenAnother(), TimeProvider.System);
        (await Keys.AuthenticateAsync(key.Reveal(), Cancellation)).ShouldNotBeNull();

        var id = (await Keys.ListAsync(user.Id, Cancellation)).Single().Id;
        (await Keys.RevokeAsync(id, Cancellation)).ShouldBeTrue();

        (await Keys.AuthenticateAsync(key.Reveal(), Cancellation)).ShouldBeNull();
        (await other.AuthenticateAsync(key.Reveal(), Cancellation)).ShouldBeNull();
        (await Keys.RevokeAsync(id, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public void A_key_does_not_print_itself()
    {
        $"{ApiKey.Create()}".ShouldBe("(api key)");
    }

    [Fact]
    public void Stored_numbers_stay()
    {
        Enum.GetValues<ApiKeyKind>().Select(k => $"{k} {(int)k}").ShouldBe(["Master 1", "WriteOnly 2"]);
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Keys.Dispose();
        await base.DisposeAsync();
    }
}
