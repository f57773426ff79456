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
    // A worker that leads a process group is stopped with what it has started.
    for (const target of [-pid, pid]) {
      try {
        process.kill(target, signal);
        return;
      } catch {
        // No such group; or gone in the meantime: its end is reported elsewhere.
      }
    }
  };
  return { suspend: (pid) => send(pid, 'SIGSTOP'), continue: (pid) => send(pid, 'SIGCONT') };
}
