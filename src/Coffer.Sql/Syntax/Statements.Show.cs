using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

/// <summary><c>LIKE 'pattern' [ESCAPE 'c']</c> behind SHOW.</summary>
public sealed record ShowFilter(SourcePosition Position, StringLiteral Pattern, StringLiteral? Escape) : Node(Position);

public sealed record ShowCatalogs(SourcePosition Position, ShowFilter? Filter) : Statement(Position);

public sealed record ShowSchemas(SourcePosition Position, Identifier? Catalog, ShowFilter? Filter) : Statement(Position);

public sealed record ShowTables(SourcePosition Position, QualifiedName? Schema, ShowFilter? Filter) : Statement(Position);

/// <summary><c>SHOW COLUMNS FROM t</c>, <c>DESCRIBE t</c>, <c>DESC t</c></summary>
public sealed record ShowColumns(SourcePosition Position, QualifiedName Table, ShowFilter? Filter) : Statement(Position);

public sealed record ShowFunctions(SourcePosition Position, QualifiedName? Schema, ShowFilter? Filter) : Statement(Position);

public sealed record ShowSession(SourcePosition Position, ShowFilter? Filter) : Statement(Position);

public sealed record ShowCreate(SourcePosition Position, ObjectKind Kind, QualifiedName Name) : Statement(Position);

/// <summary><c>SHOW STATS FOR t|(query)</c></summary>
/// <remarks><c>Source</c>: A table reference or a subquery.</remarks>
public sealed record ShowStats(SourcePosition Position, Relation Source) : Statement(Position);

/// <remarks><c>Table</c>: Null for all tables.</remarks>
public sealed record ShowGrants(SourcePosition Position, bool TableKeyword, QualifiedName? Table) : Statement(Position);

public sealed record ShowRoles(SourcePosition Position, bool Current, Identifier? Catalog) : Statement(Position);

public sealed record ShowRoleGrants(SourcePosition Position, Identifier? Catalog) : Statement(Position);
