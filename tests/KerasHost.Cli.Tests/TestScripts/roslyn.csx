Console.WriteLine(AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name!.StartsWith("Microsoft.CodeAnalysis")));
