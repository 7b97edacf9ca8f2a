using Coffer.DuckDb;
using Coffer.Sql.Types;

namespace Coffer.Query.Results;

/// <summary>Whether a DuckDB column has the physical form of a Trino type; reading it otherwise would read the wrong bytes.</summary>
static class PhysicalForm
{
    internal static void Check(IReadOnlyList<ResultColumn> found, IReadOnlyList<SqlType> expected)
    {
        if (found.Count != expected.Count)
        {
            throw EngineErrors.Internal($"The engine answered {found.Count} columns where {expected.Count} were compiled");
        }

        for (var i = 0; i < found.Count; i++)
        {
            if (!Matches(expected[i], found[i].Type))
            {
                throw EngineErrors.Internal($"Column {i + 1} is {expected[i].Name}, but the engine computed {found[i].Type}");
            }
        }
    }

    static bool Matches(SqlType type, LogicalType duck) =>
        type.Kind switch
        {
            SqlTypeKind.Unknown => duck.Id is LogicalTypeId.Integer or LogicalTypeId.SqlNull,
            SqlTypeKind.Boolean => duck.Id == LogicalTypeId.Boolean,
            SqlTypeKind.TinyInt => duck.Id == LogicalTypeId.TinyInt,
            SqlTypeKind.SmallInt => duck.Id == LogicalTypeId.SmallInt,
            SqlTypeKind.Integer or SqlTypeKind.IntervalYearToMonth => duck.Id == LogicalTypeId.Integer,
            SqlTypeKind.BigInt or SqlTypeKind.IntervalDayToSecond => duck.Id == LogicalTypeId.BigInt,
            SqlTypeKind.Real => duck.Id == LogicalTypeId.Float,
            SqlTypeKind.Double => duck.Id == LogicalTypeId.Double,
            SqlTypeKind.Decimal => duck.Id == LogicalTypeId.Decimal && duck.Width == type.Precision && duck.Scale == type.Scale,
            SqlTypeKind.VarChar or SqlTypeKind.Char or SqlTypeKind.Json or SqlTypeKind.IpAddress => duck.Id == LogicalTypeId.Varchar,
            SqlTypeKind.VarBinary => duck.Id == LogicalTypeId.Blob,
            SqlTypeKind.Date => duck.Id == LogicalTypeId.Date,
            SqlTypeKind.Time => duck.Id == LogicalTypeId.Time,
            SqlTypeKind.Timestamp => duck.Id == LogicalTypeId.Timestamp,
            SqlTypeKind.TimestampWithTimeZone => IsPair(duck, LogicalTypeId.Timestamp, LogicalTypeId.Varchar),
            SqlTypeKind.TimeWithTimeZone => IsPair(duck, LogicalTypeId.Time, LogicalTypeId.Integer),
            SqlTypeKind.Uuid => duck.Id == LogicalTypeId.Uuid,
            SqlTypeKind.Array => duck.Id == LogicalTypeId.List && Matches(type.Element, duck.Element!),
            SqlTypeKind.Map => duck.Id == LogicalTypeId.Map
                && Matches(type.Key, duck.Element!.Fields[0].Type)
                && Matches(type.Value, duck.Element.Fields[1].Type),
            SqlTypeKind.Row => duck.Id == LogicalTypeId.Struct
                && duck.Fields.Count == type.Fields.Count
                && type.Fields.Zip(duck.Fields).All(pair => Matches(pair.First.Type, pair.Second.Type)),
            SqlTypeKind.Function or SqlTypeKind.Opaque => false,
        };

    static bool IsPair(LogicalType duck, LogicalTypeId first, LogicalTypeId second) =>
        duck.Id == LogicalTypeId.Struct && duck.Fields.Count == 2 && duck.Fields[0].Type.Id == first && duck.Fields[1].Type.Id == second;
}
