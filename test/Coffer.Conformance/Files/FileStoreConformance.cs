using System.Text;
using Coffer.Files;
using Coffer.Testing;
using Shouldly;
using Xunit;

namespace Coffer.Conformance.Files;

/// <summary>What every file store promises.</summary>
public abstract class FileStoreConformance : IDisposable
{
    static readonly FilePath Path = FilePath.Parse("jobs/17/result.msgpack.gz");

    readonly TempFolder _folder = new();

    protected FileStoreConformance() => Store = Open(_folder.File("store"));

    protected string Folder => _folder.Path;

    protected IFileStore Store { get; }

    protected CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A store that keeps its files below an absolute local folder.</summary>
    protected abstract IFileStore Open(string root);

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_put_is_read_back_whole_and_in_parts()
    {
        var stored = await PutAsync(Path, "0123456789");

        (stored.Path, stored.Bytes).ShouldBe((Path, 10));
        (await ReadAsync(Path, null)).ShouldBe("0123456789");
        (await ReadAsync(Path, new FileRange(3, 4))).ShouldBe("3456");
        (await ReadAsync(Path, new FileRange(7))).ShouldBe("789");
        (await ReadAsync(Path, new FileRange(7, 100))).ShouldBe("789");
        (await ReadAsync(Path, new FileRange(0, 0))).ShouldBe("");
        (await ReadAsync(Path, new FileRange(100, 5))).ShouldBe("");
        (await Store.FindAsync(Path, Cancellation)).ShouldNotBeNull().Bytes.ShouldBe(10);
        (await File.ReadAllTextAsync(Store.LocalPath(Path), Cancellation)).ShouldBe("0123456789");
    }

    [Fact]
    public async Task What_is_not_there_is_said_to_be_missing()
    {
        (await Store.FindAsync(Path, Cancellation)).ShouldBeNull();
        (await Store.DeleteAsync(Path, Cancellation)).ShouldBeFalse();
        await Should.ThrowAsync<FileNotFoundException>(() => Store.OpenReadAsync(Path, null, Cancellation));
        await Should.ThrowAsync<FileNotFoundException>(() => Store.AdoptAsync(_folder.File("missing"), Path, Cancellation));
        (await ListAsync(FilePath.Parse("jobs"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_put_replaces_the_file_and_its_readers_keep_the_old_one()
    {
        await PutAsync(Path, "old");
        await using var reader = await Store.OpenReadAsync(Path, null, Cancellation);

        await PutAsync(Path, "new text");

        (await ReadAsync(Path, null)).ShouldBe("new text");
        (await new StreamReader(reader).ReadToEndAsync(Cancellation)).ShouldBe("old");
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_its_readers_go_on()
    {
        await PutAsync(Path, "text");
        await using var reader = await Store.OpenReadAsync(Path, null, Cancellation);

        (await Store.DeleteAsync(Path, Cancellation)).ShouldBeTrue();

        (await Store.FindAsync(Path, Cancellation)).ShouldBeNull();
        (await new StreamReader(reader).ReadToEndAsync(Cancellation)).ShouldBe("text");
    }

    [Fact]
    public async Task An_adopted_file_is_moved_and_new()
    {
        var local = _folder.File("local");
        await File.WriteAllTextAsync(local, "text", Cancellation);
        File.SetLastWriteTimeUtc(local, DateTime.UnixEpoch);

        var stored = await Store.AdoptAsync(local, Path, Cancellation);

        File.Exists(local).ShouldBeFalse();
        (await ReadAsync(Path, null)).ShouldBe("text");
        stored.PublishedAt.ShouldBeGreaterThan(DateTimeOffset.UnixEpoch.AddYears(1));
        (await Store.FindAsync(Path, Cancellation))!.PublishedAt.ShouldBe(stored.PublishedAt, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_put_that_fails_leaves_nothing()
    {
        await PutAsync(Path, "old");

        await Should.ThrowAsync<InvalidDataException>(Store.PutAsync(Path, new BrokenStream(), Cancellation));

        (await ReadAsync(Path, null)).ShouldBe("old");
        (await ListAsync(null)).ShouldBe([Path.Value]);
        Directory.GetFiles(_folder.File("store"), "*", SearchOption.AllDirectories).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Files_are_listed_below_a_folder()
    {
        string[] paths = ["a/1", "a/b/2", "ab/3", "c"];
        foreach (var path in paths)
            await PutAsync(FilePath.Parse(path), path);

        (await ListAsync(null)).ShouldBe(paths);
        (await ListAsync(FilePath.Parse("a"))).ShouldBe(["a/1", "a/b/2"]);
    }

    [Fact]
    public async Task What_was_published_is_there_when_the_store_is_opened_again()
    {
        await PutAsync(Path, "text");
        var again = Open(_folder.File("store"));

        (await again.FindAsync(Path, Cancellation)).ShouldNotBeNull().Bytes.ShouldBe(4);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../etc/passwd")]
    [InlineData("..")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData(".hidden")]
    [InlineData("a/.tmp-1")]
    [InlineData("a\\b")]
    [InlineData("a b")]
    [InlineData("a\0b")]
    [InlineData("ä")]
    public void A_path_cannot_leave_the_store(string text)
    {
        FilePath.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => FilePath.Parse(text));
        Should.Throw<ArgumentException>(() => Store.LocalPath(default));
    }

    Task<StoredFile> PutAsync(FilePath path, string text) =>
        Store.PutAsync(path, new MemoryStream(Encoding.UTF8.GetBytes(text)), Cancellation);

    async Task<string> ReadAsync(FilePath path, FileRange? range)
    {
        await using var stream = await Store.OpenReadAsync(path, range, Cancellation);
        return await new StreamReader(stream).ReadToEndAsync(Cancellation);
    }

    async Task<IReadOnlyList<string>> ListAsync(FilePath? folder)
    {
        var paths = new List<string>();
        await foreach (var file in Store.ListAsync(folder, Cancellation))
            paths.Add(file.Path.Value);
        return [.. paths.Order(StringComparer.Ordinal)];
    }
}
