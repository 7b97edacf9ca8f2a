namespace Coffer.Sql.Parsing;

/// <summary>A text nests deeper than <see cref="Parser.MaxDepth"/>, or deeper than the stack allows; caught by <see cref="SqlParser"/>.</summary>
sealed class NestingException : Exception;
