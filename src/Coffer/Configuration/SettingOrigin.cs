namespace Coffer.Configuration;

/// <summary>Where a value came from; a later member wins over an earlier one.</summary>
enum SettingOrigin
{
    Default = 0,
    File = 1,
    Environment = 2,
    CommandLine = 3,
}
