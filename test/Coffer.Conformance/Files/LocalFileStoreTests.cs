using Coffer.Files;
using Coffer.Files.Local;

namespace Coffer.Conformance.Files;

public sealed class LocalFileStoreTests : FileStoreConformance
{
    protected override IFileStore Open(string root) => new LocalFileStore(root, TimeProvider.System);
}
