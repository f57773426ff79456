/** Signals the group that a process leads, or the process alone if it leads none. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (!signalRest(pid, signal)) send(pid, signal);
}

/** Signals what is left of the group that a process leads or led; false if there is no such group. */
export function signalRest(pid: number, signal: NodeJS.Signals): boolean {
  // 0 and 1 mean other things to kill(2) than a group.
  return pid > 1 && send(-pid, signal);
}

export function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    // It has ended in the meantime.
    return false;
  }
}
