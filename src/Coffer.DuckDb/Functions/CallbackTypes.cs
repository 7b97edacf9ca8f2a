using static DuckDB.NET.Native.NativeMethods;

namespace Coffer.DuckDb;

/// <summary>Types of the arguments of one call.</summary>
static class CallbackTypes
{
    internal static LogicalType[] OfArguments(nint input, IReadOnlyList<LogicalType> declared, LogicalType? variable)
    {
        var types = new LogicalType[Native.ChunkGetColumnCount(input)];
        for (var i = 0; i < types.Length; i++)
        {
            var type = i < declared.Count ? declared[i] : variable!;
            types[i] = IsConcrete(type) ? type : Read(Native.ChunkGetVector(input, (ulong)i));
        }

        return types;
    }

    static bool IsConcrete(LogicalType type) =>
        type.Id != LogicalTypeId.Any
        && (type.Element is null || IsConcrete(type.Element))
        && type.Fields.All(field => IsConcrete(field.Type));

    static LogicalType Read(nint vector)
    {
        using var native = Vectors.DuckDBVectorGetColumnType(vector);
        return LogicalType.FromNative(native);
    }
}
