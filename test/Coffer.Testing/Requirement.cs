using Xunit;

namespace Coffer.Testing;

/// <summary>What a test needs from the machine. Missing things skip the test, or fail it when COFFER_TEST_REQUIRE=all, as in CI.</summary>
public static class Requirement
{
    public static void Missing(string reason)
    {
        if (Environment.GetEnvironmentVariable("COFFER_TEST_REQUIRE") == "all")
            Assert.Fail($"COFFER_TEST_REQUIRE=all, and {reason}");
        Assert.Skip(reason);
    }
}
