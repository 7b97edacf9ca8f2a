namespace Coffer.Commands;

/// <summary>A table as it is written on the command line: <c>database.table</c>.</summary>
readonly record struct TableName(string Database, string Table)
{
    public static TableName Parse(string text) =>
        text.Split('.') is [{ Length: > 0 } database, { Length: > 0 } table]
            ? new TableName(database, table)
            : throw new CommandException(ExitCode.Usage, $"'{text}' does not name a table. Write database.table");

    public override string ToString() => $"{Database}.{Table}";
}
