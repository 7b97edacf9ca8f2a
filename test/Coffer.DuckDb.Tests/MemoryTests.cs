using System.Diagnostics;
using System.Runtime.CompilerServices;
using Shouldly;
using Xunit;

namespace Coffer.DuckDb.Tests;

/// <summary>Looks at the memory of the whole process, so nothing else may run beside it.</summary>
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public sealed class MemoryTests
{
    [Fact]
    public void A_streamed_result_takes_no_more_memory_for_more_rows()
    {
        using var instance = DuckDbInstance.Open();
        using var connection = instance.Connect();
        ConnectionTests.Drain(connection.Stream("SELECT i, i::VARCHAR || 'some more text' FROM range(1000000) t(i)"));
        using var process = Process.GetCurrentProcess();
        var before = process.WorkingSet64;
        ConnectionTests.Drain(connection.Stream("SELECT i, i::VARCHAR || 'some more text' FROM range(10000000) t(i)")).ShouldBe(10_000_000);
        process.Refresh();
        (process.WorkingSet64 - before).ShouldBeLessThan(64L << 20);
    }

    [Fact]
    public void Nothing_of_a_closed_instance_is_kept()
    {
        var kept = Use();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        kept.IsAlive.ShouldBeFalse();

        for (var i = 0; i < 20; i++)
        {
            Use();
        }

        using var process = Process.GetCurrentProcess();
        var before = process.WorkingSet64;
        for (var i = 0; i < 60; i++)
        {
            Use();
        }

        process.Refresh();
        (process.WorkingSet64 - before).ShouldBeLessThan(48L << 20);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static WeakReference Use()
    {
        var captured = new object();
        using var instance = DuckDbInstance.Open();
        using var connection = instance.Connect();
        connection.Register(
            new ScalarFunction
            {
                Name = "captured",
                Parameters = [LogicalType.BigInt],
                Returns = LogicalType.Integer,
                Body = call =>
                {
                    foreach (var row in call.Rows)
                    {
                        call.Result.Set(row, captured.GetHashCode());
                    }
                },
            }
        );
        connection.Register(
            new LongestText
            {
                Name = "longest",
                Parameters = [LogicalType.Varchar],
                Returns = LogicalType.Varchar,
            }
        );
        ConnectionTests.Drain(connection.Query("SELECT captured(i), longest(i::VARCHAR) FROM range(5000) t(i) GROUP BY ALL"));
        return new WeakReference(captured);
    }
}
