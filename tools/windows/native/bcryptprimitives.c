/*
 * The one function of bcryptprimitives.dll that programs built with current Rust and Go call when they start; Wine 8 has
 * no such library. Without it vitest's bundler cannot be loaded.
 */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
  return SystemFunction036(data, (ULONG)length);
}
