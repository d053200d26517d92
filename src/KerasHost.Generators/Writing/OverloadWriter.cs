using KerasHost.Generators.Model;
using Microsoft.CodeAnalysis;

namespace KerasHost.Generators.Writing;

/// <summary>Writes overloads of instance methods that take functions.</summary>
internal static class OverloadWriter
{
    internal static void Write(SourceProductionContext context, IReadOnlyList<OverloadModel> methods)
    {
        foreach (var type in methods.Where(m => m.Problems.Count == 0).GroupBy(m => (m.Namespace, m.TypeDeclaration, m.TypeName)))
        {
            var code = new CodeWriter();
            code.Line();
            code.Open("namespace " + type.Key.Namespace);
            code.Open(type.Key.TypeDeclaration);
            foreach (OverloadModel method in type)
                MemberWriter.FunctionOverloads(code, "public", method.MethodName, method.Method);
            code.Close();
            code.Close();
            context.AddSource($"{type.Key.Namespace}.{type.Key.TypeName}.Overloads.g.cs", code.ToString());
        }
    }
}
