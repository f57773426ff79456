"""Prints the vendor wrapper's declarations of the library as JSON: functions, structs, callbacks, numbers.

No library is needed: a recorder replaces it and accepts every version, so that everything in the newest is declared.
"""

import ctypes
import enum
import inspect
import json
import sys

import shim

shim.install()

import OrcFxAPIConfig


class Recorder:
    """Any export: it stores the types assigned to it, and reports that every version is supported."""

    functions = {}

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self.functions.setdefault(name, Export())


class Export:
    restype = None
    argtypes = ()

    def __call__(self, *arguments):
        if len(arguments) == 4:
            arguments[2].value = 1


OrcFxAPIConfig.lib = Recorder

import OrcFxAPI

# The element types of numpy's array arguments.
ARRAYS = {"float64": "f64*", "int32": "i32*", "uint8": "u8*", "complex128": "TComplex*"}


def kind(declared):
    """The kind of a C type: void, i32, f64, text, handle, callback, a struct's name; each with * for a pointer."""
    if declared is None:
        return "void"
    if declared is ctypes.c_wchar_p or (sys.platform != "win32" and declared is shim.WideText):
        return "text"
    if declared is ctypes.c_void_p:
        return "handle"
    if declared is ctypes.c_char_p:
        return "u8*"
    if hasattr(declared, "_dtype_"):
        return ARRAYS.get(str(declared._dtype_), "handle*")
    if issubclass(declared, ctypes._CFuncPtr):
        return "callback"
    if issubclass(declared, ctypes.Structure):
        return declared.__name__
    return simple(declared)


def simple(declared):
    inner = declared._type_
    if not isinstance(inner, str):
        if is_wide(inner):
            return "text"
        return "u8*" if inner is ctypes.c_char else kind(inner) + "*"
    if inner == "d":
        return "f64"
    return ("i" if inner in "bhilq" else "u") + str(8 * ctypes.sizeof(declared))


def is_wide(declared):
    """A wide character or an array of them: the wrapper passes either for a text of the interface."""
    element = getattr(declared, "_type_", None) if issubclass(declared, ctypes.Array) else declared
    wide = [ctypes.c_wchar] if sys.platform == "win32" else [shim.Wide, ctypes.c_uint16]
    return element in wide


def function(export):
    return {"returns": kind(export.restype), "arguments": [kind(each) for each in export.argtypes]}


def fields(struct):
    return [
        {"name": name, "offset": getattr(struct, name).offset, "size": getattr(struct, name).size}
        for name, *_ in struct._fields_
    ]


def structs():
    base = OrcFxAPI.PackedStructure
    found = [each for each in vars(OrcFxAPI).values() if inspect.isclass(each) and issubclass(each, base)]
    return {
        each.__name__: {"size": ctypes.sizeof(each), "fields": fields(each)}
        for each in found
        if "_fields_" in vars(each)
    }


def callbacks():
    found = vars(OrcFxAPI).items()
    return {
        name.lstrip("_"): {
            "returns": kind(each._restype_),
            "arguments": [kind(argument) for argument in each._argtypes_],
        }
        for name, each in found
        if inspect.isclass(each) and issubclass(each, ctypes._CFuncPtr) and hasattr(each, "_argtypes_")
    }


def numbers():
    found = [each for each in vars(OrcFxAPI).values() if inspect.isclass(each) and issubclass(each, enum.IntEnum)]
    return {each.__name__: {member.name: int(member) for member in each} for each in found}


exports = {name: function(export) for name, export in sorted(Recorder.functions.items()) if export.argtypes or name.startswith(("C_", "Orcina"))}
print(json.dumps({"functions": exports, "structs": structs(), "callbacks": callbacks(), "numbers": numbers()}))
