const NEWLINE = 0x0a;
const SPACE = 0x20;
const CLOSING = 0x29;
const ZERO = 0x30;
const ZOMBIE = 0x5a;
const DEAD = 0x58;
const STOPPED = 0x54;
const TRACED = 0x74;

// Positions after the command in parentheses (proc_pid_stat(5) counts them from 3).
const USER_TIME = 11;
const SYSTEM_TIME = 12;
const CHILDREN_USER_TIME = 13;
const CHILDREN_SYSTEM_TIME = 14;
const START_TIME = 19;

export interface ProcessStat {
  /** A zombie or dead. */
  readonly ended: boolean;
  /** By a signal or by a debugger. */
  readonly stopped: boolean;
  /** User plus system time of all threads, in clock ticks. */
  readonly cpuTicks: number;
  /** The same of everything that it started and that has ended since, in clock ticks. */
  readonly childrenTicks: number;
  /** Clock ticks after boot. */
  readonly startTime: number;
}

/**
 * Reads /proc/PID/stat from the first `length` bytes; null if they do not have that form. Works on bytes, so that samples
 * create no strings to collect. The command may contain anything, also parentheses and newlines.
 */
export function parseStat(buffer: Uint8Array, length: number): ProcessStat | null {
  const end = buffer.subarray(0, length).lastIndexOf(CLOSING);
  if (end < 0 || length < end + 3) return null;
  const state = buffer[end + 2];
  let position = end + 2;
  let user = 0;
  let system = 0;
  let children = 0;
  for (let field = 0; position < length; field += 1) {
    if (field === USER_TIME) user = numberAt(buffer, position, length);
    else if (field === SYSTEM_TIME) system = numberAt(buffer, position, length);
    else if (field === CHILDREN_USER_TIME || field === CHILDREN_SYSTEM_TIME)
      children += numberAt(buffer, position, length);
    else if (field === START_TIME) {
      const startTime = numberAt(buffer, position, length);
      const ended = state === ZOMBIE || state === DEAD;
      const stopped = state === STOPPED || state === TRACED;
      return { ended, stopped, cpuTicks: user + system, childrenTicks: children, startTime };
    }
    while (position < length && buffer[position] !== SPACE) position += 1;
    position += 1;
  }
  return null;
}

/** The second number of a line of numbers, e.g. the resident pages of /proc/PID/statm. */
export function secondNumber(buffer: Uint8Array, length: number): number {
  let position = 0;
  while (position < length && buffer[position] !== SPACE) position += 1;
  return numberAt(buffer, position + 1, length);
}

/** The number after `label` at the start of a line, e.g. `rchar:` or `VmHWM:`; null if no line has the label. */
export function readLabelled(buffer: Uint8Array, length: number, label: string): number | null {
  for (let line = 0; line < length; ) {
    if (startsWith(buffer, line, label))
      return numberAt(buffer, skipBlanks(buffer, line + label.length), length);
    const end = buffer.indexOf(NEWLINE, line);
    if (end < 0) return null;
    line = end + 1;
  }
  return null;
}

function startsWith(buffer: Uint8Array, position: number, label: string): boolean {
  for (let i = 0; i < label.length; i += 1) {
    if (buffer[position + i] !== label.charCodeAt(i)) return false;
  }
  return true;
}

function skipBlanks(buffer: Uint8Array, position: number): number {
  let next = position;
  while (buffer[next] === SPACE || buffer[next] === 0x09) next += 1;
  return next;
}

function numberAt(buffer: Uint8Array, position: number, length: number): number {
  let value = 0;
  for (let i = position; i < length; i += 1) {
    const digit = (buffer[i] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  return value;
}
