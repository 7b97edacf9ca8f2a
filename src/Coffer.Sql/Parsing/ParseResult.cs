using System.Diagnostics.CodeAnalysis;
using Coffer.Sql.Diagnostics;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Parsing;

/// <summary>A node, or why there is none.</summary>
public sealed record ParseResult<T>(T? Node, SqlDiagnostic? Diagnostic)
    where T : Node
{
    [MemberNotNullWhen(true, nameof(Node))]
    [MemberNotNullWhen(false, nameof(Diagnostic))]
    public bool IsOk => Node is not null;
}
