namespace Coffer.DuckDb;

/// <summary>Computes one chunk. Runs on several threads at once; what it throws becomes the error of the query, with the exception's message.</summary>
public delegate void ScalarFunctionBody(ScalarCall call);
