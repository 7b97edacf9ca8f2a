using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

/// <summary><c>FUNCTION name(parameters) RETURNS type characteristics body</c></summary>
public sealed record FunctionSpecification(
    SourcePosition Position,
    QualifiedName Name,
    SyntaxList<FunctionParameter> Parameters,
    DataType Returns,
    SyntaxList<FunctionCharacteristic> Characteristics,
    ControlStatement Body
) : Node(Position);

/// <remarks><c>Name</c>: Null only in DROP FUNCTION.</remarks>
public sealed record FunctionParameter(SourcePosition Position, Identifier? Name, DataType Type) : Node(Position);

public enum FunctionCharacteristicKind
{
    Language,
    Deterministic,
    NotDeterministic,
    ReturnsNullOnNullInput,
    CalledOnNullInput,
    SecurityDefiner,
    SecurityInvoker,
    Comment,
}

/// <remarks><c>Text</c>: The language or the comment.</remarks>
public sealed record FunctionCharacteristic(SourcePosition Position, FunctionCharacteristicKind Kind, string? Text) : Node(Position);

public sealed record CreateFunction(SourcePosition Position, bool Replace, FunctionSpecification Function) : Statement(Position);

public sealed record DropFunction(SourcePosition Position, bool IfExists, QualifiedName Name, SyntaxList<FunctionParameter> Parameters)
    : Statement(Position);

/// <summary>A statement inside a function body.</summary>
public abstract record ControlStatement(SourcePosition Position) : Node(Position);

public sealed record ReturnStatement(SourcePosition Position, Expression Value) : ControlStatement(Position);

public sealed record AssignStatement(SourcePosition Position, Identifier Target, Expression Value) : ControlStatement(Position);

public sealed record ConditionalBranch(SourcePosition Position, Expression Condition, SyntaxList<ControlStatement> Statements)
    : Node(Position);

/// <remarks><c>Operand</c>: Null for the searched form.</remarks>
public sealed record CaseStatement(
    SourcePosition Position,
    Expression? Operand,
    SyntaxList<ConditionalBranch> Whens,
    SyntaxList<ControlStatement>? Else
) : ControlStatement(Position);

/// <summary>IF with its ELSEIF branches.</summary>
public sealed record IfStatement(SourcePosition Position, SyntaxList<ConditionalBranch> Branches, SyntaxList<ControlStatement>? Else)
    : ControlStatement(Position);

public sealed record IterateStatement(SourcePosition Position, Identifier Label) : ControlStatement(Position);

public sealed record LeaveStatement(SourcePosition Position, Identifier Label) : ControlStatement(Position);

public sealed record VariableDeclaration(SourcePosition Position, SyntaxList<Identifier> Names, DataType Type, Expression? Default)
    : Node(Position);

/// <summary><c>BEGIN … END</c></summary>
public sealed record CompoundStatement(
    SourcePosition Position,
    SyntaxList<VariableDeclaration> Variables,
    SyntaxList<ControlStatement> Statements
) : ControlStatement(Position);

public enum LoopKind
{
    Loop,
    While,
    Repeat,
}

/// <remarks><c>Condition</c>: Null for LOOP.</remarks>
public sealed record LoopStatement(
    SourcePosition Position,
    Identifier? Label,
    LoopKind Kind,
    Expression? Condition,
    SyntaxList<ControlStatement> Statements
) : ControlStatement(Position);
