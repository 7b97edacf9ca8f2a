// A worker process for tests that do not build the whole server.
return Coffer.Query.Worker.WorkerProcess.Run();
