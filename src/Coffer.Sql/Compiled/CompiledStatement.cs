namespace Coffer.Sql;

/// <summary>A statement that passed every check, in a form that the engine or the catalogue can carry out.</summary>
public abstract record CompiledStatement
{
    private protected CompiledStatement() { }
}
