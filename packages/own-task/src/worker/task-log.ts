import { closeSync, constants, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A log of more is cut in its middle. */
const MOST = 1024 * 1024;
const TAIL = 64 * 1024;

/**
 * What one attempt prints, in a file that is made with the first byte. If it cannot be written, only the log is lost. The
 * beginning is kept, and the end.
 */
export class TaskLog {
  /** Relative to the output folder, with forward slashes; what a fault calls it. */
  readonly name: string;
  readonly #file: string;
  #fd: number | null = null;
  #size = 0;
  #left = 0;
  #tail: Buffer = Buffer.alloc(0);
  #broken = false;

  /** `result`: the result file of the attempt, absolute. */
  constructor(result: string, task: number, attempt: number) {
    const own = `task-${task}-${attempt}.log`;
    this.#file = path.join(path.dirname(path.dirname(result)), 'logs', own);
    this.name = `.ballast/logs/${own}`;
  }

  /** Whether there is anything in it. */
  get isWritten(): boolean {
    return this.#size > 0;
  }

  add(data: Buffer): void {
    if (this.#broken || data.length === 0) return;
    const fits = data.subarray(0, Math.max(0, MOST - this.#size));
    this.#write(fits);
    const rest = data.subarray(fits.length);
    if (rest.length === 0) return;
    const tail = Buffer.concat([this.#tail, rest]);
    this.#left += Math.max(0, tail.length - TAIL);
    this.#tail = tail.subarray(-TAIL);
  }

  close(): void {
    if (this.#left > 0) this.#write(Buffer.from(`\n… ${this.#left} bytes left out …\n`));
    this.#write(this.#tail);
    this.#broken = true;
    if (this.#fd !== null) closeSync(this.#fd);
    this.#fd = null;
  }

  #write(data: Buffer): void {
    if (this.#broken || data.length === 0) return;
    try {
      this.#fd ??= opened(this.#file);
      for (let at = 0; at < data.length; ) at += writeSync(this.#fd, data, at);
      this.#size += data.length;
    } catch {
      this.#broken = true;
    }
  }
}

/** Never through a link that was planted under a name that can be guessed. Absent on Windows. */
const NO_LINK = constants.O_NOFOLLOW ?? 0;

function opened(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  return openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | NO_LINK, 0o600);
}
