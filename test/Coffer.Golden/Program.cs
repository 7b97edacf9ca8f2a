using Coffer.Golden;

// With an area as first word this is the runner of test/golden; else it is an xUnit test project like the others.
if (args.Length > 0 && GoldenAreas.Names.Contains(args[0], StringComparer.Ordinal))
{
    return GoldenCommand.Run(args, Console.Out);
}

if (args.Any(word => word is "--server" or "--internal-msbuild-node"))
{
    return await Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(
        args,
        SelfRegisteredExtensions.AddSelfRegisteredExtensions
    );
}

return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
