using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

/// <summary>What to do when a new object's name is taken.</summary>
public enum SaveMode
{
    Fail,
    IfNotExists,
    Replace,
}

/// <summary><c>CREATE TABLE t [(aliases)] … AS query [WITH [NO] DATA]</c></summary>
/// <remarks><c>Columns</c>: Column aliases, null when not written.</remarks>
public sealed record CreateTableAs(
    SourcePosition Position,
    QualifiedName Name,
    SaveMode Mode,
    SyntaxList<Identifier>? Columns,
    Query Query,
    StringLiteral? Comment,
    SyntaxList<Property> Properties,
    bool WithData
) : Statement(Position);

/// <summary><c>CREATE TABLE t (columns) …</c></summary>
public sealed record CreateTable(
    SourcePosition Position,
    QualifiedName Name,
    SaveMode Mode,
    SyntaxList<TableElement> Elements,
    StringLiteral? Comment,
    SyntaxList<Property> Properties
) : Statement(Position);

public abstract record TableElement(SourcePosition Position) : Node(Position);

/// <summary><c>name type [NOT NULL] [COMMENT 'text'] [WITH (…)]</c></summary>
public sealed record ColumnDefinition(
    SourcePosition Position,
    QualifiedName Name,
    DataType Type,
    bool Nullable,
    StringLiteral? Comment,
    SyntaxList<Property> Properties
) : TableElement(Position);

/// <summary><c>LIKE t [INCLUDING|EXCLUDING PROPERTIES]</c></summary>
/// <remarks><c>IncludeProperties</c>: Null when not written.</remarks>
public sealed record LikeClause(SourcePosition Position, QualifiedName Table, bool? IncludeProperties) : TableElement(Position);

public sealed record CreateSchema(
    SourcePosition Position,
    QualifiedName Name,
    bool IfNotExists,
    Principal? Owner,
    SyntaxList<Property> Properties
) : Statement(Position);

public sealed record CreateCatalog(
    SourcePosition Position,
    Identifier Name,
    bool IfNotExists,
    Identifier Connector,
    StringLiteral? Comment,
    Principal? Owner,
    SyntaxList<Property> Properties
) : Statement(Position);

public enum ViewSecurity
{
    Definer,
    Invoker,
}

public sealed record CreateView(
    SourcePosition Position,
    QualifiedName Name,
    bool Replace,
    StringLiteral? Comment,
    ViewSecurity? Security,
    Query Query
) : Statement(Position);

public sealed record CreateMaterializedView(
    SourcePosition Position,
    QualifiedName Name,
    SaveMode Mode,
    IntervalLiteral? GracePeriod,
    StringLiteral? Comment,
    SyntaxList<Property> Properties,
    Query Query
) : Statement(Position);

public sealed record RefreshMaterializedView(SourcePosition Position, QualifiedName Name) : Statement(Position);

public enum ObjectKind
{
    Table,
    View,
    MaterializedView,
    Schema,
}

/// <summary><c>DROP TABLE|VIEW|MATERIALIZED VIEW|SCHEMA [IF EXISTS] name [CASCADE|RESTRICT]</c></summary>
/// <remarks><c>Cascade</c>: Schemas only.</remarks>
public sealed record DropObject(SourcePosition Position, ObjectKind Kind, QualifiedName Name, bool IfExists, bool Cascade)
    : Statement(Position);

public sealed record DropCatalog(SourcePosition Position, Identifier Name, bool IfExists, bool Cascade) : Statement(Position);

/// <summary><c>ALTER … RENAME TO …</c></summary>
public sealed record RenameObject(SourcePosition Position, ObjectKind Kind, QualifiedName Name, QualifiedName NewName, bool IfExists)
    : Statement(Position);

/// <summary><c>ALTER … SET AUTHORIZATION principal</c></summary>
public sealed record SetOwner(SourcePosition Position, ObjectKind Kind, QualifiedName Name, Principal Owner) : Statement(Position);

/// <summary><c>ALTER TABLE|MATERIALIZED VIEW … SET PROPERTIES …</c></summary>
public sealed record SetProperties(SourcePosition Position, ObjectKind Kind, QualifiedName Name, SyntaxList<Property> Properties)
    : Statement(Position);

public sealed record AddColumn(
    SourcePosition Position,
    QualifiedName Table,
    bool IfTableExists,
    ColumnDefinition Column,
    bool IfColumnNotExists
) : Statement(Position);

/// <remarks><c>Column</c>: More than one part names a field of a row.</remarks>
public sealed record DropColumn(SourcePosition Position, QualifiedName Table, bool IfTableExists, QualifiedName Column, bool IfColumnExists)
    : Statement(Position);

/// <remarks><c>Column</c>: More than one part names a field of a row.</remarks>
public sealed record RenameColumn(
    SourcePosition Position,
    QualifiedName Table,
    bool IfTableExists,
    QualifiedName Column,
    bool IfColumnExists,
    Identifier NewName
) : Statement(Position);

/// <summary><c>ALTER TABLE … ALTER COLUMN … SET DATA TYPE type</c></summary>
public sealed record SetColumnType(SourcePosition Position, QualifiedName Table, bool IfTableExists, QualifiedName Column, DataType Type)
    : Statement(Position);

/// <summary><c>ALTER TABLE … EXECUTE procedure(arguments) [WHERE condition]</c></summary>
public sealed record TableExecute(
    SourcePosition Position,
    QualifiedName Table,
    Identifier Procedure,
    SyntaxList<CallArgument> Arguments,
    Expression? Where
) : Statement(Position);

/// <summary>What a comment is put on.</summary>
public enum CommentTarget
{
    Table,
    View,
    Column,
}

/// <summary><c>COMMENT ON TABLE|VIEW|COLUMN name IS 'text'|NULL</c></summary>
/// <remarks><c>Text</c>: Null removes the comment.</remarks>
public sealed record Comment(SourcePosition Position, CommentTarget Target, QualifiedName Name, StringLiteral? Text) : Statement(Position);
