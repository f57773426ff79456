/** Signals the group of a process, or only the process if it does not lead a group. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (!signalRest(pid, signal)) send(pid, signal);
}

/** Signals what is left of the group that a process led; false if nothing is left. */
export function signalRest(pid: number, signal: NodeJS.Signals): boolean {
  // kill(2) gives -0 and -1 meanings other than a group.
  return pid > 1 && send(-pid, signal);
}

export function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    // Ended in the meantime.
    return false;
  }
}
