/** Stops and continues a process from outside; ignores `null` and processes that have ended. */
export interface Suspension {
  suspend(pid: number | null): void;
  continue(pid: number | null): void;
}

/** Suspends by signal. Windows has no such signals: this stops nothing there. */
export function signalSuspension(): Suspension {
  const hasSignals = process.platform !== 'win32';
  const send = (pid: number | null, signal: 'SIGSTOP' | 'SIGCONT'): void => {
    if (pid === null || !hasSignals) return;
    // A worker leads a process group: the signal stops what it has started as well.
    for (const target of [-pid, pid]) {
      try {
        process.kill(target, signal);
        return;
      } catch {
        // There is no such group, or the process has ended in the meantime; its exit is reported elsewhere.
      }
    }
  };
  return { suspend: (pid) => send(pid, 'SIGSTOP'), continue: (pid) => send(pid, 'SIGCONT') };
}
