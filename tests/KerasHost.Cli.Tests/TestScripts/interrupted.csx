Console.WriteLine("ready");
while (true)
    System.Threading.Thread.Sleep(10);
