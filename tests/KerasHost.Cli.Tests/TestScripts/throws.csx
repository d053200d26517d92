// Each argument is another way to fail; the tests know the lines.
int Divide(int a, int b)
{
    if (b == 0)
        throw new KerasValueException("no zero");
    return a / b;
}

class Own(string message) : Exception(message);

switch (args[0])
{
    case "function":
        Divide(1, 0);
        break;
    case "library":
        int.Parse(
            "x");
        break;
    case "own":
        throw new Own("mine");
    case "await":
        await Task.Yield();
        Divide(2, 0);
        break;
    case "parallel":
        Parallel.For(0, 1, i => Divide(i, 0));
        break;
    case "thread":
        var thread = new System.Threading.Thread(() => Divide(1, 0));
        thread.Start();
        thread.Join();
        break;
    case "lambda":
        new[] { 1 }.Select(v => Divide(v, v - 1)).ToList();
        break;
}
