/** A process that leads no group, or does not yet, is reached alone. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  if (!signalRest(pid, signal)) send(pid, signal);
}

/** Those that are left of the group that a process led; false where there is none. */
export function signalRest(pid: number, signal: NodeJS.Signals): boolean {
  // 0 and 1 mean other things to kill(2) than a group.
  return pid > 1 && send(-pid, signal);
}

export function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    // Gone in the meantime.
    return false;
  }
}
