namespace Coffer.Commands;

/// <summary>A command that cannot go on: the message is for the person, the code for the script.</summary>
sealed class CommandException(ExitCode code, string message) : Exception(message)
{
    public ExitCode Code { get; } = code;
}
