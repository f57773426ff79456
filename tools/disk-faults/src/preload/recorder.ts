import { Buffer } from 'node:buffer';
import type fs from 'node:fs';
import type { Effect } from '../effect.ts';

type Fs = typeof fs;

/** Describes what calls of `node:fs` did, by their arguments. Keeps the open files of this process. */
export class Recorder {
  readonly #fs: Pick<Fs, 'lstatSync' | 'readFileSync' | 'constants'>;
  readonly #open = new Map<number, string>();
  #syncs = 0;

  constructor(original: Pick<Fs, 'lstatSync' | 'readFileSync' | 'constants'>) {
    this.#fs = original;
  }

  /** Path of an open file below a root; null for any other. */
  pathOf(fd: unknown): string | null {
    return typeof fd === 'number' ? (this.#open.get(fd) ?? null) : null;
  }

  closed(fd: unknown): void {
    if (typeof fd === 'number') this.#open.delete(fd);
  }

  exists(path: string): boolean {
    return this.#fs.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  }

  opened(fd: number, path: string, flags: unknown): Effect {
    this.#open.set(fd, path);
    const kind = this.#fs.lstatSync(path).isDirectory() ? 'folder' : 'file';
    const { O_APPEND, O_TRUNC } = this.#fs.constants;
    const has = (letter: string, bit: number): boolean =>
      typeof flags === 'number' ? (flags & bit) !== 0 : String(flags ?? 'r').includes(letter);
    return {
      op: 'open',
      fd: fdName(fd),
      path,
      append: has('a', O_APPEND),
      truncated: has('w', O_TRUNC),
      kind,
    };
  }

  nextSync(fd: number): readonly [begin: Effect, end: Effect] {
    this.#syncs += 1;
    const id = `${process.pid}-${this.#syncs}`;
    return [
      { op: 'sync-begin', fd: fdName(fd), id },
      { op: 'sync-end', id },
    ];
  }

  /** What a call did that has succeeded; `existed`: whether its first path did before. */
  effectOf(name: string, args: readonly unknown[], { result, existed }: Done): Effect | null {
    const [first, second] = args;
    const path = String(first);
    switch (name) {
      case 'open':
        return this.opened(Number(result), path, second);
      case 'write':
        return { op: 'write', fd: fdName(Number(first)), ...writtenBy(args, Number(result)) };
      case 'ftruncate':
        return { op: 'truncate', fd: fdName(Number(first)), size: Number(second ?? 0) };
      case 'mkdir':
        return { op: 'mkdir', path };
      case 'rename':
        return { op: 'rename', from: path, to: String(second) };
      case 'link':
        return { op: 'link', from: path, to: String(second) };
      case 'unlink':
      case 'rm':
      case 'rmdir':
        return existed ? { op: 'remove', path } : null;
      case 'copyFile':
        return this.#put(String(second), 'replace');
      case 'writeFile':
        return this.#put(path, flagOf(args[2]).startsWith('r') ? 'over' : 'replace');
      case 'appendFile':
        return { op: 'put', path, how: 'append', data: bytesOf(second).toString('base64') };
      default:
        return null;
    }
  }

  #put(path: string, how: 'replace' | 'over'): Effect {
    return { op: 'put', path, how, data: this.#fs.readFileSync(path).toString('base64') };
  }
}

export interface Done {
  readonly result: unknown;
  readonly existed: boolean;
}

function fdName(fd: number): string {
  return `${process.pid}:${fd}`;
}

function flagOf(options: unknown): string {
  const flag = typeof options === 'object' && options !== null ? (options as { flag?: unknown }).flag : 'w';
  return String(flag ?? 'w');
}

/** `write(fd, buffer, offset?, length?, position?)`, `write(fd, buffer, options)` or `write(fd, text, position?)`. */
function writtenBy(
  args: readonly unknown[],
  count: number,
): { readonly at: number | null; readonly data: string } {
  const [, what, offset, , position] = args;
  const isText = typeof what === 'string';
  const from = isText || typeof offset !== 'number' ? 0 : offset;
  const at = isText ? offset : position;
  const data = bytesOf(what).subarray(from, from + count);
  return { at: typeof at === 'number' ? at : null, data: data.toString('base64') };
}

export function bytesOf(data: unknown): Buffer {
  if (ArrayBuffer.isView(data)) return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.from(String(data));
}
