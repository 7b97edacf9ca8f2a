using Coffer.Files;
using Coffer.Storage.Commits;
using Coffer.Storage.Maintenance;
using Shouldly;
using Xunit;

namespace Coffer.Storage.Tests.Maintenance;

public sealed class CompactionPlanTests
{
    static readonly StorageOptions Options = new() { CompactionFiles = 4, CompactionBytes = 1 << 20 };

    [Theory]
    [InlineData("1k 1k 1k", "")]
    [InlineData("1k 1k 1k 1k", "0,1,2,3")]
    [InlineData("1k 1k 2000k 1k 1k", "0,1,3,4")]
    [InlineData("1k 1k 1k 900k 900k 900k", "")]
    [InlineData("900k 900k 900k 900k", "0,1|2,3")]
    [InlineData("1k 1k 900k 900k 900k 900k", "0,1,2,3|4,5")]
    [InlineData("1k 1kx 1k 1kx 1k", "0,2,4|1,3")]
    [InlineData("1k 1kx 1ky 1k", "0,3")]
    public void Small_files_of_one_shape_are_merged(string files, string merges)
    {
        var plan = CompactionPlan.Of([.. files.Split(' ').Select((text, i) => File(i, text))], Options);

        string.Join('|', plan.Select(m => string.Join(',', m.Select(f => f.Id)))).ShouldBe(merges);
    }

    [Fact]
    public void Steady_imports_write_a_row_only_a_few_times()
    {
        var files = new List<DataFile>();
        long written = 0;
        for (var i = 0; i < 5000; i++)
        {
            files.Add(File(i, "4k"));
            foreach (var merge in CompactionPlan.Of(files, Options))
            {
                var bytes = merge.Sum(f => f.Statistics.Bytes);
                written += bytes;
                files.RemoveAll(merge.Contains);
                files.Add(File((int)merge[0].Id.Value, $"{bytes >> 10}k"));
            }
        }

        (written / (5000.0 * 4096)).ShouldBeLessThan(8);
        files.Count(f => f.Statistics.Bytes < Options.CompactionBytes).ShouldBeLessThan(20);
    }

    /// <summary>A file by its size, with a letter for the type of its column.</summary>
    static DataFile File(int id, string text)
    {
        var type = char.IsAsciiLetter(text[^2]) ? text[^1..] : "BIGINT";
        var bytes = long.Parse(text.TrimEnd('x', 'y').TrimEnd('k')) << 10;
        return new DataFile(
            new DataFileId(id),
            FilePath.Parse($"f{id}"),
            new FileStatistics(
                1,
                bytes,
                id,
                id,
                [new(ColumnId.Time, "BIGINT", 0, 1, "1", "1"), new(ColumnId.First, type, 0, 1, null, null)]
            ),
            new TableVersion(1)
        );
    }
}
