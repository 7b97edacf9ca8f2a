using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Coffer.DuckDb;

/// <summary>Keeps a managed object alive while DuckDB holds a pointer to it.</summary>
static class CallbackHandle
{
    internal static nint For(object target) => GCHandle.ToIntPtr(GCHandle.Alloc(target));

    internal static T Target<T>(nint handle)
        where T : class => (T)GCHandle.FromIntPtr(handle).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static void Free(nint handle) => GCHandle.FromIntPtr(handle).Free();
}
