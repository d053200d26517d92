var x = 1;
foo(x);

int y = "text";
class A { int f() => x; }
