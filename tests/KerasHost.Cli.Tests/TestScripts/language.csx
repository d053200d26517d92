#!/usr/bin/env -S kerashost run
using static System.Math;

// Deconstruction of nested tuples, local functions used before they are declared.
var ((a, b), (c, d)) = data();
((int, int), (string, double[])) data() => ((1, 2), ("x", [1.5, 2]));
(a, b) = (b, a);
Console.WriteLine($"{a} {b} {c} {string.Join(' ', d)} {Max(a, b)}");

// Functions and lambdas see the script's variables.
int local(int x) => x * 2 + a;
Func<int, int> lambda = x => local(x) + 1;
Console.WriteLine(lambda(3));

// Collection expressions as arguments.
double total(IReadOnlyList<double> values, int scale = 1) => values.Sum() * scale;
Shape shape = [2, null];
Console.WriteLine($"{total([1, 2, 3.5], scale: 2)} {shape}");
int[] spread = [.. Enumerable.Range(0, 5), 7];
Console.WriteLine(spread[1..^1].Length);

// Classes, also ones that derive from the library's; they see constants and statics.
const int units = 4;
static int more = 5;
class Mine(string message) : KerasValueException(message)
{
    public int Sum() => units + more;
}
record Point(int X, int Y);
Console.WriteLine($"{new Mine("message").Message} {new Mine("").Sum()} {new Point(1, 2)}");

// Extension methods at the top level, iterators, await.
static int Twice(this int x) => 2 * x;
IEnumerable<int> Count(int n) { for (int i = 0; i < n; i++) yield return i; }
await Task.Delay(1);
Console.WriteLine($"{21.Twice()} {string.Join(",", Count(3))}");
foreach (var (name, value) in new Dictionary<string, int>() { ["k"] = 1 })
    Console.WriteLine($"{name}={value}");
string? nothing = null;
Console.WriteLine(nothing ?? "null");
