using Coffer.Sql.Text;

namespace Coffer.Sql.Syntax;

public enum PrincipalKind
{
    Unspecified,
    User,
    Role,
}

public sealed record Principal(SourcePosition Position, PrincipalKind Kind, Identifier Name) : Node(Position);

public enum GrantorKind
{
    Principal,
    CurrentUser,
    CurrentRole,
}

/// <remarks><c>Principal</c>: Set when the kind is a principal.</remarks>
public sealed record Grantor(SourcePosition Position, GrantorKind Kind, Principal? Principal) : Node(Position);

/// <summary>What privileges are on; null kind when neither SCHEMA nor TABLE was written.</summary>
public sealed record GrantObject(SourcePosition Position, ObjectKind? Kind, QualifiedName Name) : Node(Position);

/// <remarks><c>Privileges</c>: Upper-case words; null for ALL PRIVILEGES.</remarks>
public sealed record Grant(SourcePosition Position, SyntaxList<string>? Privileges, GrantObject On, Principal Grantee, bool WithGrantOption)
    : Statement(Position);

/// <remarks><c>Privileges</c>: Upper-case words; null for ALL PRIVILEGES.</remarks>
public sealed record Deny(SourcePosition Position, SyntaxList<string>? Privileges, GrantObject On, Principal Grantee) : Statement(Position);

/// <remarks><c>Privileges</c>: Upper-case words; null for ALL PRIVILEGES.</remarks>
public sealed record Revoke(SourcePosition Position, bool GrantOptionFor, SyntaxList<string>? Privileges, GrantObject On, Principal Grantee)
    : Statement(Position);

public sealed record CreateRole(SourcePosition Position, Identifier Name, Grantor? Admin, Identifier? Catalog) : Statement(Position);

public sealed record DropRole(SourcePosition Position, Identifier Name, bool IfExists, Identifier? Catalog) : Statement(Position);

public sealed record GrantRoles(
    SourcePosition Position,
    SyntaxList<Identifier> Roles,
    SyntaxList<Principal> Grantees,
    bool AdminOption,
    Grantor? GrantedBy,
    Identifier? Catalog
) : Statement(Position);

public sealed record RevokeRoles(
    SourcePosition Position,
    bool AdminOptionFor,
    SyntaxList<Identifier> Roles,
    SyntaxList<Principal> Grantees,
    Grantor? GrantedBy,
    Identifier? Catalog
) : Statement(Position);

public enum SetRoleKind
{
    Role,
    All,
    None,
}

/// <remarks><c>Role</c>: Set when the kind is a role.</remarks>
public sealed record SetRole(SourcePosition Position, SetRoleKind Kind, Identifier? Role, Identifier? Catalog) : Statement(Position);
