using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using NativeFunction = DuckDB.NET.Native.NativeMethods.ScalarFunction;

namespace Coffer.DuckDb;

/// <summary>Connects a <see cref="ScalarFunction"/> to DuckDB through static callbacks; no exception may leave them.</summary>
static unsafe class ScalarFunctionRegistration
{
    internal static void Register(DuckDBNativeConnection connection, ScalarFunction function)
    {
        var native = NativeFunction.DuckDBCreateScalarFunction();
        try
        {
            NativeFunction.DuckDBScalarFunctionSetName(native, function.Name);
            foreach (var parameter in function.Parameters)
            {
                using var type = parameter.ToNative();
                NativeFunction.DuckDBScalarFunctionAddParameter(native, type);
            }

            if (function.VariableParameters is { } variable)
            {
                using var type = variable.ToNative();
                NativeFunction.DuckDBScalarFunctionSetVarargs(native, type);
            }

            using (var type = function.Returns.ToNative())
            {
                NativeFunction.DuckDBScalarFunctionSetReturnType(native, type);
            }

            if (function.NullHandling == NullHandling.Called)
            {
                NativeFunction.DuckDBScalarFunctionSetSpecialHandling(native);
            }

            if (function.Volatile)
            {
                NativeFunction.DuckDBScalarFunctionSetVolatile(native);
            }

            NativeFunction.DuckDBScalarFunctionSetExtraInfo(native, CallbackHandle.For(function), &CallbackHandle.Free);
            NativeFunction.DuckDBScalarFunctionSetFunction(native, &Call);
            if (NativeFunction.DuckDBRegisterScalarFunction(connection, native) != DuckDBState.Success)
            {
                throw new DuckDbException(DuckDbErrorKind.Catalog, $"DuckDB refused the function {function.Name}");
            }
        }
        finally
        {
            NativeFunction.DuckDBDestroyScalarFunction(ref native);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Call(nint info, nint input, nint output)
    {
        try
        {
            var function = CallbackHandle.Target<ScalarFunction>(NativeFunction.DuckDBScalarFunctionGetExtraInfo(info));
            var count = (int)Native.ChunkGetSize(input);
            var types = CallbackTypes.OfArguments(input, function.Parameters, function.VariableParameters);
            var result = new VectorWriter(output, function.Returns, Math.Max(count, DuckDbInstance.VectorSize));
            Span<ulong> validity = stackalloc ulong[(count + 63) >> 6];
            var rows =
                function.NullHandling == NullHandling.Propagate && RowValidity.And(input, types.Length, validity) ? validity : default;
            for (var row = 0; row < count && !rows.IsEmpty; row++)
            {
                if ((rows[row >> 6] & (1UL << (row & 63))) == 0)
                {
                    result.SetNull(row);
                }
            }

            function.Body(new ScalarCall(input, types, count, rows, result));
            result.Complete();
        }
        catch (Exception exception)
        {
            NativeFunction.DuckDBScalarFunctionSetError(info, exception.Message);
        }
    }
}
