using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Coffer.DuckDb;

/// <summary>
/// Connects an <see cref="AggregateFunction"/> to DuckDB. The native state of a group is one GCHandle, made at the group's first row, so
/// that empty states cost nothing.
/// </summary>
static unsafe class AggregateFunctionRegistration
{
    internal static void Register(DuckDBNativeConnection connection, AggregateFunction function)
    {
        var native = Native.CreateAggregateFunction();
        try
        {
            Native.AggregateFunctionSetName(native, function.Name);
            foreach (var parameter in function.Parameters)
            {
                using var type = parameter.ToNative();
                Native.AggregateFunctionAddParameter(native, type);
            }

            using (var type = function.Returns.ToNative())
            {
                Native.AggregateFunctionSetReturnType(native, type);
            }

            if (function.NullHandling == NullHandling.Called)
            {
                Native.AggregateFunctionSetSpecialHandling(native);
            }

            Native.AggregateFunctionSetExtraInfo(native, CallbackHandle.For(function), &CallbackHandle.Free);
            Native.AggregateFunctionSetFunctions(native, &StateSize, &Init, &Update, &Combine, &Finish);
            Native.AggregateFunctionSetDestructor(native, &Destroy);
            if (Native.RegisterAggregateFunction(connection, native) != DuckDBState.Success)
            {
                throw new DuckDbException(DuckDbErrorKind.Catalog, $"DuckDB refused the aggregate function {function.Name}");
            }
        }
        finally
        {
            Native.DestroyAggregateFunction(ref native);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static ulong StateSize(nint info) => (ulong)sizeof(nint);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Init(nint info, nint* state) => *state = 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Update(nint info, nint input, nint** states)
    {
        try
        {
            var function = Function(info);
            var count = (int)Native.ChunkGetSize(input);
            var types = CallbackTypes.OfArguments(input, function.Parameters, null);
            var arguments = new Vector[types.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = new Vector(Native.ChunkGetVector(input, (ulong)i), types[i], count);
            }

            Span<ulong> validity = stackalloc ulong[(count + 63) >> 6];
            var skips = function.NullHandling == NullHandling.Propagate && RowValidity.And(input, types.Length, validity);
            foreach (var row in new RowSet(count, skips ? validity : default))
            {
                function.UpdateState(StateOf(function, states[row]), arguments, row);
            }
        }
        catch (Exception exception)
        {
            Native.AggregateFunctionSetError(info, exception.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Combine(nint info, nint** sources, nint** targets, ulong count)
    {
        try
        {
            var function = Function(info);
            for (var i = 0UL; i < count; i++)
            {
                if (*sources[i] != 0)
                {
                    function.CombineStates(CallbackHandle.Target<object>(*sources[i]), StateOf(function, targets[i]));
                }
            }
        }
        catch (Exception exception)
        {
            Native.AggregateFunctionSetError(info, exception.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Finish(nint info, nint** states, nint output, ulong count, ulong offset)
    {
        try
        {
            var function = Function(info);
            var result = new VectorWriter(output, function.Returns, (int)(offset + count));
            for (var i = 0; i < (int)count; i++)
            {
                var state = *states[i] == 0 ? null : CallbackHandle.Target<object>(*states[i]);
                function.FinishState(state, result, i + (int)offset);
            }

            result.Complete();
        }
        catch (Exception exception)
        {
            Native.AggregateFunctionSetError(info, exception.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    static void Destroy(nint** states, ulong count)
    {
        for (var i = 0UL; i < count; i++)
        {
            if (*states[i] != 0)
            {
                GCHandle.FromIntPtr(*states[i]).Free();
                *states[i] = 0;
            }
        }
    }

    static AggregateFunction Function(nint info) => CallbackHandle.Target<AggregateFunction>(Native.AggregateFunctionGetExtraInfo(info));

    static object StateOf(AggregateFunction function, nint* state)
    {
        if (*state == 0)
        {
            *state = CallbackHandle.For(function.NewState());
        }

        return CallbackHandle.Target<object>(*state);
    }
}
