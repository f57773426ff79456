import type { ChildProcess } from 'node:child_process';

/** What the coordinator writes to its own node: Windows has no signal that a process can answer. */
const LEAVE = 'leave';

export function sendLeave(node: ChildProcess): void {
  if (!node.connected) return;
  // It may have ended in between.
  node.send(LEAVE, () => undefined);
}

/** Calls `leave` if the process that started this one asks for it. It may also end without a word: that changes nothing. */
export function onLeave(leave: () => void): void {
  if (process.channel === undefined) return;
  process.on('message', (message) => {
    if (message === LEAVE) leave();
  });
  process.channel?.unref();
}
