using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using DuckDB.NET.Native;

namespace Coffer.DuckDb;

/// <summary>C-API entries (duckdb.h of DuckDB 1.5) that DuckDB.NET.Bindings does not carry.</summary>
static unsafe partial class Native
{
    const string Library = "duckdb";

    [LibraryImport(Library, EntryPoint = "duckdb_create_struct_type", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DuckDBLogicalType CreateStructType(nint[] types, string[] names, ulong count);

    [LibraryImport(Library, EntryPoint = "duckdb_create_union_type", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DuckDBLogicalType CreateUnionType(nint[] types, string[] names, ulong count);

    [LibraryImport(Library, EntryPoint = "duckdb_create_enum_type", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial DuckDBLogicalType CreateEnumType(string[] values, ulong count);

    [LibraryImport(Library, EntryPoint = "duckdb_create_map_type")]
    internal static partial DuckDBLogicalType CreateMapType(DuckDBLogicalType key, DuckDBLogicalType value);

    [LibraryImport(Library, EntryPoint = "duckdb_create_array_type")]
    internal static partial DuckDBLogicalType CreateArrayType(DuckDBLogicalType element, ulong length);

    [LibraryImport(Library, EntryPoint = "duckdb_union_type_member_count")]
    internal static partial ulong UnionTypeMemberCount(DuckDBLogicalType type);

    [LibraryImport(Library, EntryPoint = "duckdb_union_type_member_name")]
    [return: MarshalUsing(typeof(DuckDBCallerOwnedStringMarshaller))]
    internal static partial string UnionTypeMemberName(DuckDBLogicalType type, ulong index);

    [LibraryImport(Library, EntryPoint = "duckdb_union_type_member_type")]
    internal static partial DuckDBLogicalType UnionTypeMemberType(DuckDBLogicalType type, ulong index);

    [LibraryImport(Library, EntryPoint = "duckdb_create_aggregate_function")]
    internal static partial nint CreateAggregateFunction();

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_aggregate_function")]
    internal static partial void DestroyAggregateFunction(ref nint function);

    [LibraryImport(Library, EntryPoint = "duckdb_aggregate_function_set_name", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void AggregateFunctionSetName(nint function, string name);

    [LibraryImport(Library, EntryPoint = "duckdb_aggregate_function_add_parameter")]
    internal static partial void AggregateFunctionAddParameter(nint function, DuckDBLogicalType type);

    [LibraryImport(Library, EntryPoint = "duckdb_aggregate_function_set_return_type")]
    internal static partial void AggregateFunctionSetReturnType(nint function, DuckDBLogicalType type);

    [LibraryImport(Library, EntryPoint = "duckdb_aggregate_function_set_special_handling")]
    internal static partial void AggregateFunctionSetSpecialHandling(nint function);

    [LibraryImport(Library, EntryPoint = "duckdb_aggregate_function_set_extra_info")]
    internal static partial void AggregateFunctionSetExtraInfo(nint function, nint info, delegate* unmanaged[Cdecl]<nint, void> destroy);

    [LibraryImport(Library, EntryPoint = "duckdb_aggregate_function_get_extra_info")]
    internal static partial nint AggregateFunctionGetExtraInfo(nint info);

    [LibraryImport(Library, EntryPoint = "duckdb_aggregate_function_set_error", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void AggregateFunctionSetError(nint info, string message);

    [LibraryImport(Library, EntryPoint = "duckdb_aggregate_function_set_functions")]
    internal static partial void AggregateFunctionSetFunctions(
        nint function,
        delegate* unmanaged[Cdecl]<nint, ulong> stateSize,
        delegate* unmanaged[Cdecl]<nint, nint*, void> init,
        delegate* unmanaged[Cdecl]<nint, nint, nint**, void> update,
        delegate* unmanaged[Cdecl]<nint, nint**, nint**, ulong, void> combine,
        delegate* unmanaged[Cdecl]<nint, nint**, nint, ulong, ulong, void> finalize
    );

    [LibraryImport(Library, EntryPoint = "duckdb_aggregate_function_set_destructor")]
    internal static partial void AggregateFunctionSetDestructor(nint function, delegate* unmanaged[Cdecl]<nint**, ulong, void> destroy);

    [LibraryImport(Library, EntryPoint = "duckdb_register_aggregate_function")]
    internal static partial DuckDBState RegisterAggregateFunction(DuckDBNativeConnection connection, nint function);

    [LibraryImport(Library, EntryPoint = "duckdb_create_vector")]
    internal static partial nint CreateVector(DuckDBLogicalType type, ulong capacity);

    [LibraryImport(Library, EntryPoint = "duckdb_destroy_vector")]
    internal static partial void DestroyVector(ref nint vector);

    // The package's entries for chunks take a SafeHandle, which the chunks inside callbacks do not have.
    [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_vector")]
    [SuppressGCTransition]
    internal static partial nint ChunkGetVector(nint chunk, ulong index);

    [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_size")]
    [SuppressGCTransition]
    internal static partial ulong ChunkGetSize(nint chunk);

    [LibraryImport(Library, EntryPoint = "duckdb_data_chunk_get_column_count")]
    [SuppressGCTransition]
    internal static partial ulong ChunkGetColumnCount(nint chunk);
}
