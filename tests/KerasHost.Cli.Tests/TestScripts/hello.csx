Console.WriteLine("hello " + string.Join("|", args));
Console.WriteLine(KerasHost.Hosting.HostOptions.OfflineSample);
