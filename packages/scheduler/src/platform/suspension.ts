/** Stops and continues a process from outside; `null` and processes that are gone are passed over. */
export interface Suspension {
  suspend(pid: number | null): void;
  continue(pid: number | null): void;
}

/** By signal. Windows has no such signals: there nothing is stopped unless another way is given. */
export function signalSuspension(): Suspension {
  const hasSignals = process.platform !== 'win32';
  const send = (pid: number | null, signal: 'SIGSTOP' | 'SIGCONT'): void => {
    if (pid === null || !hasSignals) return;
    try {
      process.kill(pid, signal);
    } catch {
      // Gone in the meantime: its end is reported elsewhere.
    }
  };
  return { suspend: (pid) => send(pid, 'SIGSTOP'), continue: (pid) => send(pid, 'SIGCONT') };
}
