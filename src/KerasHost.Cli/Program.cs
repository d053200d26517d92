using KerasHost.Cli;

return Tool.Run(args);
