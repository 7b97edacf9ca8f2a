using Coffer.Sql.Lexing;
using Coffer.Sql.Syntax;
using Coffer.Sql.Text;

namespace Coffer.Sql.Parsing;

/// <summary>Privileges and roles.</summary>
sealed partial class Parser
{
    Principal ParsePrincipal()
    {
        var start = Here;
        if (At(Keyword.USER) && AtIdentifier(1))
        {
            Advance();
            return new Principal(start, PrincipalKind.User, ParseIdentifier());
        }
        if (At(Keyword.ROLE) && AtIdentifier(1))
        {
            Advance();
            return new Principal(start, PrincipalKind.Role, ParseIdentifier());
        }
        Record(Keyword.USER);
        Record(Keyword.ROLE);
        return new Principal(start, PrincipalKind.Unspecified, ParseIdentifier());
    }

    Grantor ParseGrantor()
    {
        var start = Here;
        if (Accept(Keyword.CURRENT_USER))
        {
            return new Grantor(start, GrantorKind.CurrentUser, null);
        }
        if (Accept(Keyword.CURRENT_ROLE))
        {
            return new Grantor(start, GrantorKind.CurrentRole, null);
        }
        return new Grantor(start, GrantorKind.Principal, ParsePrincipal());
    }

    Identifier? TryInCatalog() => Accept(Keyword.IN) ? ParseIdentifier() : null;

    Grantor? TryGrantedBy()
    {
        if (!Accept(Keyword.GRANTED))
        {
            return null;
        }
        Expect(Keyword.BY);
        return ParseGrantor();
    }

    CreateRole ParseCreateRole(SourcePosition start)
    {
        var name = ParseIdentifier();
        Grantor? admin = null;
        if (Accept(Keyword.WITH))
        {
            Expect(Keyword.ADMIN);
            admin = ParseGrantor();
        }
        return new CreateRole(start, name, admin, TryInCatalog());
    }

    SetRole ParseSetRole(SourcePosition start)
    {
        Record(Keyword.ALL);
        Record(Keyword.NONE);
        if (At(Keyword.ALL))
        {
            Advance();
            return new SetRole(start, SetRoleKind.All, null, TryInCatalog());
        }
        if (At(Keyword.NONE))
        {
            Advance();
            return new SetRole(start, SetRoleKind.None, null, TryInCatalog());
        }
        var role = ParseIdentifier();
        return new SetRole(start, SetRoleKind.Role, role, TryInCatalog());
    }

    // GRANT and REVOKE are about privileges on an object or about roles.

    bool AtPrivileges()
    {
        Record(Keyword.CREATE);
        Record(Keyword.SELECT);
        Record(Keyword.DELETE);
        Record(Keyword.INSERT);
        Record(Keyword.UPDATE);
        Record(Keyword.ALL);
        return Current.Keyword switch
        {
            Keyword.CREATE or Keyword.SELECT or Keyword.DELETE or Keyword.INSERT => true,
            Keyword.UPDATE => !Peek(1).Is(Keyword.TO) && !Peek(1).Is(Keyword.FROM),
            Keyword.ALL => Peek(1).Is(Keyword.PRIVILEGES),
            _ => false,
        };
    }

    SyntaxList<string>? ParsePrivileges()
    {
        if (Accept(Keyword.ALL, Keyword.PRIVILEGES))
        {
            return null;
        }
        return List(() =>
        {
            if (Current.Keyword is Keyword.CREATE or Keyword.SELECT or Keyword.DELETE or Keyword.INSERT or Keyword.UPDATE)
            {
                return Advance().Keyword.ToString();
            }
            AtPrivileges();
            throw Unexpected();
        });
    }

    GrantObject ParseGrantObject()
    {
        Expect(Keyword.ON);
        var start = Here;
        ObjectKind? kind = null;
        Record(Keyword.SCHEMA);
        if (At(Keyword.SCHEMA) && AtIdentifier(1))
        {
            Advance();
            kind = ObjectKind.Schema;
        }
        else if (Accept(Keyword.TABLE))
        {
            kind = ObjectKind.Table;
        }
        return new GrantObject(start, kind, ParseQualifiedName());
    }

    Statement ParseGrant()
    {
        var start = Advance().Position;
        if (AtPrivileges())
        {
            var privileges = ParsePrivileges();
            var on = ParseGrantObject();
            Expect(Keyword.TO);
            var grantee = ParsePrincipal();
            var option = Accept(Keyword.WITH);
            if (option)
            {
                Expect(Keyword.GRANT, Keyword.OPTION);
            }
            return new Grant(start, privileges, on, grantee, option);
        }
        var roles = List(ParseIdentifier);
        Expect(Keyword.TO);
        var grantees = List(ParsePrincipal);
        var admin = Accept(Keyword.WITH);
        if (admin)
        {
            Expect(Keyword.ADMIN, Keyword.OPTION);
        }
        var grantedBy = TryGrantedBy();
        return new GrantRoles(start, roles, grantees, admin, grantedBy, TryInCatalog());
    }

    Statement ParseRevoke()
    {
        var start = Advance().Position;
        var grantOption = Accept(Keyword.GRANT, Keyword.OPTION);
        if (grantOption)
        {
            Expect(Keyword.FOR);
        }
        if (grantOption || AtPrivileges())
        {
            var privileges = ParsePrivileges();
            var on = ParseGrantObject();
            Expect(Keyword.FROM);
            return new Revoke(start, grantOption, privileges, on, ParsePrincipal());
        }
        var adminOption = Accept(Keyword.ADMIN, Keyword.OPTION);
        if (adminOption)
        {
            Expect(Keyword.FOR);
        }
        var roles = List(ParseIdentifier);
        Expect(Keyword.FROM);
        var grantees = List(ParsePrincipal);
        var grantedBy = TryGrantedBy();
        return new RevokeRoles(start, adminOption, roles, grantees, grantedBy, TryInCatalog());
    }

    Deny ParseDeny()
    {
        var start = Advance().Position;
        var privileges = ParsePrivileges();
        var on = ParseGrantObject();
        Expect(Keyword.TO);
        return new Deny(start, privileges, on, ParsePrincipal());
    }
}
