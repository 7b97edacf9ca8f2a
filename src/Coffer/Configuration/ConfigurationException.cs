namespace Coffer.Configuration;

/// <summary>What is wrong with the configuration, everything at once.</summary>
sealed class ConfigurationException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
