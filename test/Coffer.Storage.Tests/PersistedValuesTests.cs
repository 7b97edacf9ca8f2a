using Coffer.Storage.Commits;
using Shouldly;
using Xunit;

namespace Coffer.Storage.Tests;

/// <summary>Numbers in the metadata store: a member may be added with a new number, none may change.</summary>
public sealed class PersistedValuesTests
{
    [Theory]
    [InlineData(CommitOperation.Append, 1)]
    [InlineData(CommitOperation.Replace, 2)]
    [InlineData(CommitOperation.Rewrite, 3)]
    [InlineData(CommitOperation.Compaction, 4)]
    [InlineData(CommitOperation.Restore, 5)]
    [InlineData(CommitOperation.Expiry, 6)]
    public void Operations_keep_their_numbers(CommitOperation operation, int number) => ((int)operation).ShouldBe(number);

    [Fact]
    public void Every_operation_has_its_number_here() => Enum.GetValues<CommitOperation>().Length.ShouldBe(6);
}
