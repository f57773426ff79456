import path from 'node:path';
import type { CallKind, Effect, Role } from '../effect.ts';
import type { Settings } from './settings.ts';

/** The calls of the file system as they were before they were replaced. */
export interface Originals {
  append(file: string, text: string): void;
  /** False if the file exists already. */
  claim(file: string): boolean;
}

/** Thrown in place of a call, or after a part of it. */
export type Verdict = { readonly goOn: true } | { readonly goOn: false; readonly error: Error };

const GO_ON: Verdict = { goOn: true };

const MESSAGES: Readonly<Record<string, readonly [errno: number, text: string]>> = {
  ENOSPC: [-28, 'no space left on device'],
  EIO: [-5, 'i/o error'],
  EACCES: [-13, 'permission denied'],
  EINTR: [-4, 'interrupted system call'],
};

/** Counts calls and decides which one fails. One for each process; the fault happens in only one process of a role. */
export class Injector {
  readonly #settings: Settings;
  readonly #role: Role;
  readonly #original: Originals;
  #calls = 0;
  #counted = 0;
  #depth = 0;
  #isFailing = false;

  constructor(settings: Settings, role: Role, original: Originals) {
    this.#settings = settings;
    this.#role = role;
    this.#original = original;
  }

  /** Whether calls on this path are counted: not those that another call makes. */
  concerns(file: string): boolean {
    return this.#depth === 0 && isBelow(file, this.#settings.root);
  }

  /** Runs a call whose own calls do not count. */
  inside<T>(run: () => T): T {
    this.#depth += 1;
    try {
      return run();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Counts a call. A loss of power ends this process and the one that started it. */
  count(kind: CallKind, file: string, syscall: string): Verdict {
    this.#calls += 1;
    this.log({ op: 'call', role: this.#role, n: this.#calls, kind, path: file });
    const { fault } = this.#settings;
    if (fault === null || fault.role !== this.#role) return GO_ON;
    if (fault.kinds !== undefined && !fault.kinds.includes(kind)) return GO_ON;
    this.#counted += 1;
    const isDue = this.#counted === fault.at && this.#original.claim(`${this.#settings.log}.fired`);
    if (!isDue && !(this.#isFailing && fault.stays)) return GO_ON;
    this.#isFailing = true;
    if (fault.what === 'power-loss') this.#losePower();
    return { goOn: false, error: systemError(fault.what, syscall, file) };
  }

  log(effect: Effect): void {
    this.inside(() => this.#original.append(this.#settings.log, `${JSON.stringify(effect)}\n`));
  }

  #losePower(): void {
    this.log({ op: 'loss' });
    // A worker is given the number of its coordinator; if that is gone, another process is its parent.
    const isOrphan = process.ppid !== Number(process.argv[3]);
    if (this.#role === 'worker' && !isOrphan) process.kill(process.ppid, 'SIGKILL');
    process.kill(process.pid, 'SIGKILL');
    // The signal may take a moment: nothing more happens in this process.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}

function isBelow(file: string, root: string): boolean {
  const relative = path.relative(root, path.resolve(file));
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}

function systemError(code: string, syscall: string, file: string): Error {
  const [errno = -1, text = 'failed'] = MESSAGES[code] ?? [];
  const message = `${code}: ${text}, ${syscall} '${file}'`;
  return Object.assign(new Error(message), { code, errno, syscall, path: file });
}
