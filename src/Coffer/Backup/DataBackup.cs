using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Coffer.Commands;
using Coffer.Data;
using Coffer.Database.Sqlite;
using Coffer.Files.Local;
using Coffer.Server;
using Coffer.Storage.Catalog;
using Coffer.Storage.Snapshots;

namespace Coffer.Backup;

/// <summary>
/// A copy of a data directory, made also while its server runs: first the metadata at one moment, then the files. Files never change and stay for the
/// time of version retention after they were replaced, so every file that the copied metadata name is still there when it is copied.
/// </summary>
static class DataBackup
{
    const string ManifestName = "backup.json";
    const string DatabaseName = "coffer.db";
    const string FilesName = "files";
    const string FormatName = "format";

    public static async Task<(BackupManifest Manifest, BackupContent Content)> CreateAsync(
        string data,
        string target,
        CancellationToken cancellationToken
    )
    {
        var database = Path.Combine(data, DatabaseName);
        if (!File.Exists(Path.Combine(data, FormatName)) || !File.Exists(database))
        {
            throw new CommandException(ExitCode.NotFound, $"{data} is not a data directory with a metadata store in it");
        }

        RequireEmpty(target);
        Directory.CreateDirectory(target);
        SqliteCopy.Make(database, Path.Combine(target, DatabaseName));
        var (files, bytes) = Copy(Path.Combine(data, FilesName), Path.Combine(target, FilesName), cancellationToken);
        var content = await CheckAsync(target, cancellationToken);
        var manifest = new BackupManifest(
            DataDirectory.CurrentFormat,
            CofferServer.Version,
            TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            files,
            bytes,
            Hash(Path.Combine(target, DatabaseName))
        );
        Write(Path.Combine(target, ManifestName), JsonSerializer.SerializeToUtf8Bytes(manifest, BackupJson.Default.BackupManifest));
        return (manifest, content);
    }

    /// <summary>The format file comes last: a restore that was cut short leaves a folder that no server opens.</summary>
    public static async Task<(BackupManifest Manifest, BackupContent Content)> RestoreAsync(
        string source,
        string data,
        CancellationToken cancellationToken
    )
    {
        var manifest = ReadManifest(source);
        RequireEmpty(data);
        Directory.CreateDirectory(data);
        Copy(Path.Combine(source, FilesName), Path.Combine(data, FilesName), cancellationToken);
        var database = Path.Combine(data, DatabaseName);
        CopyFile(Path.Combine(source, DatabaseName), database);
        if (Hash(database) != manifest.DatabaseSha256)
        {
            throw new CommandException(
                ExitCode.Failed,
                $"{source}/{DatabaseName} is damaged: its SHA-256 is not that of the manifest. Nothing was restored."
            );
        }

        var content = await CheckAsync(data, cancellationToken);
        Write(
            Path.Combine(data, FormatName),
            System.Text.Encoding.ASCII.GetBytes(manifest.Format.ToString(CultureInfo.InvariantCulture) + "\n")
        );
        return (manifest, content);
    }

    static BackupManifest ReadManifest(string source)
    {
        var path = Path.Combine(source, ManifestName);
        if (!File.Exists(path))
        {
            throw new CommandException(ExitCode.NotFound, $"{source} is not a complete backup: it has no {ManifestName}");
        }

        var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), BackupJson.Default.BackupManifest)!;
        return manifest.Format <= DataDirectory.CurrentFormat
            ? manifest
            : throw new CommandException(
                ExitCode.Incompatible,
                $"The backup has format {manifest.Format}; this version of Coffer reads formats up to {DataDirectory.CurrentFormat}"
            );
    }

    static void RequireEmpty(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new CommandException(ExitCode.Conflict, $"{folder} is not empty");
        }
    }

    /// <summary>Reads the metadata of a folder and finds every file of every table.</summary>
    static async Task<BackupContent> CheckAsync(string folder, CancellationToken cancellationToken)
    {
        await using var database = SqliteDatabase.Open(Path.Combine(folder, DatabaseName), TimeProvider.System);
        var catalog = new TableCatalog(database);
        var snapshots = new TableSnapshots(database);
        var files = new LocalFileStore(Path.Combine(folder, FilesName), TimeProvider.System);
        var databases = await catalog.ListDatabasesAsync(cancellationToken);
        var tables = 0;
        var records = 0L;
        foreach (var found in databases)
        {
            foreach (var table in await catalog.ListTablesAsync(found.Name, cancellationToken) ?? [])
            {
                var snapshot = await snapshots.ReadAsync(found.Name, table.Name, cancellationToken);
                foreach (var file in snapshot?.Files ?? [])
                {
                    if (await files.FindAsync(file.Path, cancellationToken) is null)
                    {
                        throw new CommandException(ExitCode.Failed, $"The file {file.Path} of {found.Name}.{table.Name} is missing");
                    }
                }

                tables++;
                records += table.Records;
            }
        }

        return new BackupContent(databases.Count, tables, records);
    }

    static (long Files, long Bytes) Copy(string source, string target, CancellationToken cancellationToken)
    {
        var (files, bytes) = (0L, 0L);
        Directory.CreateDirectory(target);
        if (!Directory.Exists(source))
        {
            return (0, 0);
        }

        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Names with a dot in front are writes under way; what retention removes meanwhile belongs to no version that the metadata know.
            if (Path.GetFileName(path).StartsWith('.') || !File.Exists(path))
            {
                continue;
            }

            var copy = Path.Combine(target, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            bytes += CopyFile(path, copy);
            files++;
        }

        return (files, bytes);
    }

    static long CopyFile(string source, string target)
    {
        File.Copy(source, target);
        using var written = new FileStream(target, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
        return written.Length;
    }

    static void Write(string path, byte[] content)
    {
        using var file = new FileStream(path, FileMode.CreateNew);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
