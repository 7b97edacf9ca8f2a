using Coffer.Sql.Syntax;

namespace Coffer.Sql.Printing;

public sealed partial class SqlPrinter
{
    void Write(FunctionSpecification function)
    {
        Text("FUNCTION ");
        Write(function.Name);
        Write(function.Parameters);
        Text(" RETURNS ");
        Write(function.Returns);
        Text(" ");
        foreach (var characteristic in function.Characteristics)
        {
            Text(
                characteristic.Kind switch
                {
                    FunctionCharacteristicKind.Language => $"LANGUAGE {TypeName(characteristic.Text ?? "")}",
                    FunctionCharacteristicKind.Comment => $"COMMENT {QuoteText(characteristic.Text ?? "")}",
                    FunctionCharacteristicKind.ReturnsNullOnNullInput => "RETURNS NULL ON NULL INPUT",
                    FunctionCharacteristicKind.CalledOnNullInput => "CALLED ON NULL INPUT",
                    _ => Words(characteristic.Kind),
                }
            );
            Text(" ");
        }
        Write(function.Body);
    }

    void Write(SyntaxList<FunctionParameter> parameters) =>
        Parenthesized(() =>
            List(
                parameters,
                parameter =>
                {
                    if (parameter.Name is { } name)
                    {
                        Write(name);
                        Text(" ");
                    }
                    Write(parameter.Type);
                }
            )
        );

    void Write(ControlStatement statement)
    {
        switch (statement)
        {
            case ReturnStatement result:
                Text("RETURN ");
                Write(result.Value, Precedence.Lambda);
                break;
            case AssignStatement assign:
                Text("SET ");
                Write(assign.Target);
                Text(" = ");
                Write(assign.Value, Precedence.Lambda);
                break;
            case IterateStatement iterate:
                Text("ITERATE ");
                Write(iterate.Label);
                break;
            case LeaveStatement leave:
                Text("LEAVE ");
                Write(leave.Label);
                break;
            case CompoundStatement compound:
                Text("BEGIN ");
                foreach (var variable in compound.Variables)
                {
                    Write(variable);
                }
                Write(compound.Statements);
                Text("END");
                break;
            case IfStatement branches:
                WriteBranches(branches.Branches, "IF", "ELSEIF");
                WriteElse(branches.Else);
                Text("END IF");
                break;
            case CaseStatement cases:
                Text("CASE ");
                if (cases.Operand is { } operand)
                {
                    Write(operand, Precedence.Or);
                    Text(" ");
                }
                WriteBranches(cases.Whens, "WHEN", "WHEN");
                WriteElse(cases.Else);
                Text("END CASE");
                break;
            case LoopStatement loop:
                Write(loop);
                break;
        }
    }

    void Write(SyntaxList<ControlStatement> statements)
    {
        foreach (var statement in statements)
        {
            Write(statement);
            Text("; ");
        }
    }

    void Write(VariableDeclaration variable)
    {
        Text("DECLARE ");
        List(variable.Names, Write);
        Text(" ");
        Write(variable.Type);
        if (variable.Default is { } value)
        {
            Text(" DEFAULT ");
            Write(value, Precedence.Lambda);
        }
        Text("; ");
    }

    void WriteBranches(SyntaxList<ConditionalBranch> branches, string first, string next)
    {
        for (var i = 0; i < branches.Count; i++)
        {
            Text(i == 0 ? $"{first} " : $"{next} ");
            Write(branches[i].Condition, Precedence.Lambda);
            Text(" THEN ");
            Write(branches[i].Statements);
        }
    }

    void WriteElse(SyntaxList<ControlStatement>? statements)
    {
        if (statements is not null)
        {
            Text("ELSE ");
            Write(statements);
        }
    }

    void Write(LoopStatement loop)
    {
        if (loop.Label is { } label)
        {
            Write(label);
            Text(": ");
        }
        Text($"{Words(loop.Kind)} ");
        if (loop.Kind == LoopKind.While && loop.Condition is { } condition)
        {
            Write(condition, Precedence.Lambda);
            Text(" DO ");
        }
        Write(loop.Statements);
        if (loop.Kind == LoopKind.Repeat && loop.Condition is { } until)
        {
            Text("UNTIL ");
            Write(until, Precedence.Lambda);
            Text(" ");
        }
        Text($"END {Words(loop.Kind)}");
    }
}
