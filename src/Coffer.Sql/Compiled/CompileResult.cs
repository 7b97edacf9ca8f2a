using System.Diagnostics.CodeAnalysis;
using Coffer.Sql.Diagnostics;

namespace Coffer.Sql;

/// <summary>A compiled statement, or why there is none.</summary>
public sealed record CompileResult(CompiledStatement? Statement, SqlDiagnostic? Diagnostic)
{
    [MemberNotNullWhen(true, nameof(Statement))]
    [MemberNotNullWhen(false, nameof(Diagnostic))]
    public bool IsOk => Statement is not null;
}
