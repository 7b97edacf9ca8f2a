using Coffer.DuckDb;

namespace Coffer.Query.Functions;

/// <summary>
/// Trino's functions that DuckDB does not have or does differently. The function rows and casts of Coffer.Sql call them by name.
/// </summary>
public static class TrinoFunctions
{
    /// <summary>Makes all functions known to a connection (and its database instance).</summary>
    public static void RegisterAll(Connection connection)
    {
        var functions = new FunctionRegistry(connection);
        CastFunctions.Register(functions);
        ZoneFunctions.Register(functions);
        MathFunctions.Register(functions);
        TextFunctions.Register(functions);
        RegexpFunctions.Register(functions);
        JsonFunctions.Register(functions);
        SqlJsonFunctionSet.Register(functions);
        DateTimeFunctions.Register(functions);
        UrlFunctions.Register(functions);
        BinaryFunctions.Register(functions);
        TdFunctions.Register(functions);
        AggregateFunctions.Register(functions);
    }
}
