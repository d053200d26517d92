"""The reference's public names: every module's classes and functions with their parameters and defaults."""
import inspect

from harness import case, keras

MODULES = ["activations", "backend", "callbacks", "constraints", "datasets", "datasets.boston_housing", "datasets.imdb", "datasets.reuters", "initializers", "layers", "losses", "metrics", "models", "optimizers", "optimizers.legacy",
           "optimizers.schedules", "preprocessing", "preprocessing.sequence", "preprocessing.text", "regularizers", "utils"]


def parameters(o):
    try:
        signature = inspect.signature(o.__init__ if inspect.isclass(o) else o)
    except (TypeError, ValueError):
        return None
    out = []
    for p in signature.parameters.values():
        if p.name == "self":
            continue
        entry = {"name": ("*" if p.kind == p.VAR_POSITIONAL else "**" if p.kind == p.VAR_KEYWORD else "") + p.name}
        if p.default is not inspect.Parameter.empty:
            plain = p.default is None or isinstance(p.default, (bool, int, float, str))
            entry["default"] = p.default if plain else {"python": repr(p.default) if isinstance(p.default, (list, tuple, dict)) else type(p.default).__name__}
        out.append(entry)
    return out


def record():
    for path in ["keras", *MODULES]:
        module = keras
        for part in path.split(".") if path != "keras" else []:
            module = getattr(module, part)
        names = {}
        for name in sorted(n for n in dir(module) if not n.startswith("_")):
            o = getattr(module, name)
            if inspect.ismodule(o):
                names[name] = {"is": "module"}
            elif inspect.isclass(o):
                names[name] = {"is": "class", "parameters": parameters(o), "named": o.__name__}
            elif callable(o):
                names[name] = {"is": "function", "parameters": parameters(o), "named": getattr(o, "__name__", None)}
        case("api", path, {"kind": "api", "module": path, "names": names})
