import type { Handle, Kernel32 } from './abi/kernel32.ts';

/** Rights of OpenProcess, from winnt.h. */
export const ACCESS = {
  terminate: 0x0001,
  setQuota: 0x0100,
  setInformation: 0x0200,
  queryLimited: 0x1000,
  synchronize: 0x0010_0000,
} as const;

const ERROR_ACCESS_DENIED = 5;
const ERROR_INVALID_PARAMETER = 87;

/** Runs `use` with a handle of a process and closes it; a reason if the process does not exist or may not be opened. */
export function withProcess<Result>(
  api: Kernel32,
  target: { readonly pid: number; readonly access: number },
  use: (process: Handle) => Result,
): Result | { readonly reason: string } {
  const handle = api.OpenProcess(target.access, 0, target.pid);
  if (handle === 0) return { reason: describeError(api, `opening process ${target.pid}`) };
  try {
    return use(handle);
  } finally {
    api.CloseHandle(handle);
  }
}

/** A message about the call that just failed; call it before any other function. */
export function describeError(api: Kernel32, what: string): string {
  const code = api.GetLastError();
  if (code === ERROR_INVALID_PARAMETER) return `${what} failed: invalid process or value (Windows error 87)`;
  if (code === ERROR_ACCESS_DENIED) return `${what} failed: access denied (Windows error 5)`;
  return `${what} failed: Windows error ${code}`;
}
