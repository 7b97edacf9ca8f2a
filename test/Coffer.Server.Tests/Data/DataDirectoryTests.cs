using Coffer.Data;
using Coffer.Testing;
using Shouldly;
using Xunit;

namespace Coffer.Server.Tests.Data;

public sealed class DataDirectoryTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_server_is_refused_with_the_first_ones_process_id()
    {
        using var first = DataDirectory.Open(_folder.Path);
        Should
            .Throw<DataDirectoryException>(() => DataDirectory.Open(_folder.Path))
            .Message.ShouldContain($"process id {Environment.ProcessId}");
    }

    [Fact]
    public void A_lock_file_without_a_process_locks_nothing()
    {
        DataDirectory.Open(_folder.Path).Dispose();
        File.WriteAllText(_folder.File("coffer.lock"), "1\n");
        DataDirectory.Open(_folder.Path).Dispose();
    }

    [Fact]
    public void A_newer_format_is_refused()
    {
        DataDirectory.Open(_folder.Path).Dispose();
        File.WriteAllText(_folder.File("format"), $"{DataDirectory.CurrentFormat + 1}\n");
        Should
            .Throw<DataDirectoryException>(() => DataDirectory.Open(_folder.Path))
            .Message.ShouldContain($"has format {DataDirectory.CurrentFormat + 1}");
        File.WriteAllText(_folder.File("format"), $"{DataDirectory.CurrentFormat}\n");
        DataDirectory.Open(_folder.Path).Dispose();
    }

    [Fact]
    public void A_folder_with_other_things_in_it_is_left_alone()
    {
        File.WriteAllText(_folder.File("letter.txt"), "dear");
        Should.Throw<DataDirectoryException>(() => DataDirectory.Open(_folder.Path)).Message.ShouldContain("not empty");
        File.Exists(_folder.File("format")).ShouldBeFalse();
    }

    [Fact]
    public void A_crash_before_the_format_was_written_is_made_good()
    {
        File.WriteAllText(_folder.File("coffer.lock"), "");
        File.WriteAllText(_folder.File("format"), "");
        DataDirectory.Open(_folder.Path).Dispose();
        File.ReadAllText(_folder.File("format")).Trim().ShouldBe(DataDirectory.CurrentFormat.ToString());
    }
}
