namespace Coffer.Sql.Printing;

/// <summary>How tightly an expression holds together, from the loosest.</summary>
enum Precedence
{
    Lambda,
    Or,
    And,
    Not,
    Predicate,
    Sum,
    Product,
    Sign,
    TimeZone,
    Primary,
}
