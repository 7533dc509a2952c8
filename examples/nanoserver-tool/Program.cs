var version = Environment.GetEnvironmentVariable("TOOL_VERSION");
Console.WriteLine($"tool {version} on {Environment.OSVersion.VersionString}");
