using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;

namespace Coffer.Sql.Parsing;

/// <summary>Functions written in SQL.</summary>
sealed partial class Parser
{
    FunctionSpecification ParseFunctionSpecification()
    {
        var start = Expect(Keyword.FUNCTION).Position;
        var name = ParseQualifiedName();
        var parameters = ParseFunctionParameters();
        Expect(Keyword.RETURNS);
        var returns = ParseType();
        var characteristics = new List<FunctionCharacteristic>();
        while (TryFunctionCharacteristic() is { } characteristic)
        {
            characteristics.Add(characteristic);
        }
        return new FunctionSpecification(start, name, parameters, returns, new([.. characteristics]), ParseControlStatement());
    }

    SyntaxList<FunctionParameter> ParseFunctionParameters()
    {
        Expect(TokenKind.LeftParen);
        if (Accept(TokenKind.RightParen))
        {
            return [];
        }
        var parameters = List(() =>
        {
            var field = ParseRowField();
            return new FunctionParameter(field.Position, field.Name, field.Type);
        });
        Expect(TokenKind.RightParen);
        return parameters;
    }

    FunctionCharacteristic? TryFunctionCharacteristic()
    {
        var start = Here;
        if (Accept(Keyword.LANGUAGE))
        {
            return new FunctionCharacteristic(start, FunctionCharacteristicKind.Language, ParseIdentifier().Value);
        }
        if (Accept(Keyword.DETERMINISTIC))
        {
            return new FunctionCharacteristic(start, FunctionCharacteristicKind.Deterministic, null);
        }
        if (Accept(Keyword.NOT))
        {
            Expect(Keyword.DETERMINISTIC);
            return new FunctionCharacteristic(start, FunctionCharacteristicKind.NotDeterministic, null);
        }
        if (Accept(Keyword.RETURNS, Keyword.NULL))
        {
            Expect(Keyword.ON, Keyword.NULL);
            Expect(Keyword.INPUT);
            return new FunctionCharacteristic(start, FunctionCharacteristicKind.ReturnsNullOnNullInput, null);
        }
        if (Accept(Keyword.CALLED))
        {
            Expect(Keyword.ON, Keyword.NULL);
            Expect(Keyword.INPUT);
            return new FunctionCharacteristic(start, FunctionCharacteristicKind.CalledOnNullInput, null);
        }
        if (Accept(Keyword.SECURITY))
        {
            if (Accept(Keyword.DEFINER))
            {
                return new FunctionCharacteristic(start, FunctionCharacteristicKind.SecurityDefiner, null);
            }
            Expect(Keyword.INVOKER);
            return new FunctionCharacteristic(start, FunctionCharacteristicKind.SecurityInvoker, null);
        }
        return Accept(Keyword.COMMENT) ? new FunctionCharacteristic(start, FunctionCharacteristicKind.Comment, ParseString().Value) : null;
    }

    ControlStatement ParseControlStatement()
    {
        Enter();
        var statement = ReadControlStatement();
        Leave();
        return statement;
    }

    ControlStatement ReadControlStatement()
    {
        var start = Here;
        Identifier? label = null;
        if (AtIdentifier() && Peek(1).Is(TokenKind.Colon))
        {
            label = ParseIdentifier();
            Advance();
            if (Current.Keyword is not (Keyword.LOOP or Keyword.WHILE or Keyword.REPEAT))
            {
                Record(Keyword.LOOP);
                Record(Keyword.WHILE);
                Record(Keyword.REPEAT);
                throw Unexpected();
            }
        }
        if (Accept(Keyword.RETURN))
        {
            return new ReturnStatement(start, ParseExpression());
        }
        if (Accept(Keyword.SET))
        {
            var target = ParseIdentifier();
            Expect(TokenKind.Equal);
            return new AssignStatement(start, target, ParseExpression());
        }
        if (Accept(Keyword.ITERATE))
        {
            return new IterateStatement(start, ParseIdentifier());
        }
        if (Accept(Keyword.LEAVE))
        {
            return new LeaveStatement(start, ParseIdentifier());
        }
        if (Accept(Keyword.BEGIN))
        {
            return ParseCompound(start);
        }
        if (Accept(Keyword.IF))
        {
            return ParseIfStatement(start);
        }
        if (Accept(Keyword.CASE))
        {
            return ParseCaseStatement(start);
        }
        if (Accept(Keyword.LOOP))
        {
            var statements = ParseControlStatements();
            Expect(Keyword.END, Keyword.LOOP);
            return new LoopStatement(start, label, LoopKind.Loop, null, statements);
        }
        if (Accept(Keyword.WHILE))
        {
            var condition = ParseExpression();
            Expect(Keyword.DO);
            var statements = ParseControlStatements();
            Expect(Keyword.END, Keyword.WHILE);
            return new LoopStatement(start, label, LoopKind.While, condition, statements);
        }
        Expect(Keyword.REPEAT);
        var repeated = ParseControlStatements();
        Expect(Keyword.UNTIL);
        var until = ParseExpression();
        Expect(Keyword.END, Keyword.REPEAT);
        return new LoopStatement(start, label, LoopKind.Repeat, until, repeated);
    }

    /// <summary>One or more statements, each with its semicolon.</summary>
    SyntaxList<ControlStatement> ParseControlStatements()
    {
        var statements = new List<ControlStatement>();
        do
        {
            statements.Add(ParseControlStatement());
            Expect(TokenKind.Semicolon);
        } while (AtControlStatement());
        return new([.. statements]);
    }

    bool AtControlStatement() =>
        Current.Keyword
            is Keyword.RETURN
                or Keyword.SET
                or Keyword.ITERATE
                or Keyword.LEAVE
                or Keyword.BEGIN
                or Keyword.IF
                or Keyword.CASE
                or Keyword.LOOP
                or Keyword.WHILE
                or Keyword.REPEAT
        || (AtIdentifier() && Peek(1).Is(TokenKind.Colon));

    CompoundStatement ParseCompound(Text.SourcePosition start)
    {
        var variables = new List<VariableDeclaration>();
        while (AtOrRecord(Keyword.DECLARE))
        {
            var declaration = Advance().Position;
            var names = List(ParseIdentifier);
            var type = ParseType();
            var value = Accept(Keyword.DEFAULT) ? ParseExpression() : null;
            variables.Add(new VariableDeclaration(declaration, names, type, value));
            Expect(TokenKind.Semicolon);
        }
        var statements = AtControlStatement() ? ParseControlStatements() : [];
        Expect(Keyword.END);
        return new CompoundStatement(start, new([.. variables]), statements);
    }

    IfStatement ParseIfStatement(Text.SourcePosition start)
    {
        var branches = new List<ConditionalBranch>();
        var branch = start;
        do
        {
            var condition = ParseExpression();
            Expect(Keyword.THEN);
            branches.Add(new ConditionalBranch(branch, condition, ParseControlStatements()));
            branch = Here;
        } while (Accept(Keyword.ELSEIF));
        var otherwise = Accept(Keyword.ELSE) ? ParseControlStatements() : null;
        Expect(Keyword.END, Keyword.IF);
        return new IfStatement(start, new([.. branches]), otherwise);
    }

    CaseStatement ParseCaseStatement(Text.SourcePosition start)
    {
        var operand = AtOrRecord(Keyword.WHEN) ? null : ParseExpression();
        var whens = new List<ConditionalBranch>();
        do
        {
            var when = Expect(Keyword.WHEN).Position;
            var condition = ParseExpression();
            Expect(Keyword.THEN);
            whens.Add(new ConditionalBranch(when, condition, ParseControlStatements()));
        } while (AtOrRecord(Keyword.WHEN));
        var otherwise = Accept(Keyword.ELSE) ? ParseControlStatements() : null;
        Expect(Keyword.END, Keyword.CASE);
        return new CaseStatement(start, operand, new([.. whens]), otherwise);
    }
}
