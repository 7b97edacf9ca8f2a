namespace Coffer.Configuration;

/// <summary>The value of a setting and where it came from.</summary>
sealed record EffectiveSetting(Setting Setting, string? Value, SettingOrigin Origin)
{
    /// <summary>The value as it may be shown: the password of a URL is masked.</summary>
    public string Shown =>
        Value is null ? ""
        : Setting.Secret ? MaskedUrl.Of(Value)
        : Value;
}
