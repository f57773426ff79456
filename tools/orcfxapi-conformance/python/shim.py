"""Makes the vendor's Python wrapper importable on systems other than Windows.

The wrapper finds its library in the registry, loads it as a WinDLL and assumes 16-bit wide characters. On Windows this
module does nothing; elsewhere it installs replacements before the wrapper is imported.
"""

import ctypes
import ctypes.wintypes
import sys
import types

import numpy.ctypeslib  # noqa: F401  It reads ctypes' own wide types, so it comes before they are replaced.


def _encoded(text):
    return text.encode("utf-16-le", "surrogatepass") + b"\0\0"


def _decoded(units):
    data = bytes(memoryview(units).cast("B"))
    for end in range(0, len(data), 2):
        if data[end : end + 2] == b"\0\0":
            data = data[:end]
            break
    return data.decode("utf-16-le", "surrogatepass")


class _WideMeta(type(ctypes.c_uint16)):
    """Makes `wide * n` an array with a `value` like that of ctypes' arrays of its own wide character."""

    _arrays = {}

    def __mul__(cls, length):
        if length not in cls._arrays:
            base = ctypes.c_uint16 * length

            def get(self):
                return _decoded(self)

            def put(self, text):
                data = _encoded(text)
                ctypes.memmove(self, data, min(len(data), ctypes.sizeof(self)))

            body = {"value": property(get, put), "__str__": get}
            cls._arrays[length] = type(base)(f"wide_{length}", (base,), body)
        return cls._arrays[length]

    __rmul__ = __mul__


class Wide(ctypes.c_uint16, metaclass=_WideMeta):
    pass


class WideText(ctypes.c_void_p):
    """A pointer to wide characters that accepts a str; the text lives as long as the argument."""

    @classmethod
    def from_param(cls, value):
        if value is None or isinstance(value, (WideText, ctypes.Array)):
            return value
        return ctypes.create_string_buffer(_encoded(value))


# The wrapper looks up functions in these with a default, so they may have none.
_SYSTEM = ("gdi32", "kernel32", "winmm", "OleAut32")


def install():
    """Call before the wrapper is imported."""
    if sys.platform == "win32":
        return
    ctypes.c_wchar = Wide
    ctypes.c_wchar_p = WideText
    # On Windows, a long has 32 bits.
    ctypes.wintypes.BOOL = ctypes.c_int
    ctypes.wintypes.LONG = ctypes.c_int
    ctypes.wintypes.DWORD = ctypes.c_uint32
    ctypes.WinDLL = ctypes.CDLL
    ctypes.WINFUNCTYPE = ctypes.CFUNCTYPE
    ctypes.windll = types.SimpleNamespace(**{name: types.SimpleNamespace() for name in _SYSTEM})
    sys.modules["winreg"] = types.ModuleType("winreg")
