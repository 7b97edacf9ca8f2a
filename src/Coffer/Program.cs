using Coffer.Commands;

return await CommandTree.RunAsync(args);
