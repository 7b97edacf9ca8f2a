using Coffer.Sql.Syntax;

namespace Coffer.Sql.Binding;

/// <summary>Finds uses of a named query in a query's text.</summary>
static class References
{
    /// <summary>Whether the query reads a relation of this (lower case) name anywhere in its FROM clauses.</summary>
    public static bool Reads(Query query, string name) => Body(query.Body, name);

    static bool Body(QueryBody body, string name) =>
        body switch
        {
            QuerySpecification s => s.From is not null && Relation(s.From, name),
            SetOperation s => Body(s.Left, name) || Body(s.Right, name),
            NestedQuery n => Reads(n.Query, name),
            TableQuery t => t.Name.Parts.Count == 1 && t.Name.Last.Lower == name,
            _ => false,
        };

    static bool Relation(Relation relation, string name) =>
        relation switch
        {
            TableReference t => t.Name.Parts.Count == 1 && t.Name.Last.Lower == name,
            AliasedRelation a => Relation(a.Source, name),
            SubqueryRelation s => Reads(s.Query, name),
            Lateral l => Reads(l.Query, name),
            Join j => Relation(j.Left, name) || Relation(j.Right, name),
            SampledRelation s => Relation(s.Source, name),
            _ => false,
        };
}
