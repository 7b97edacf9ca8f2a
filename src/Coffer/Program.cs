using Coffer.Commands;
using Coffer.Query.Worker;

// A worker's standard output is its protocol: nothing may run before it.
return args is ["worker"] ? WorkerProcess.Run() : await CommandTree.RunAsync(args);
