import { closeSync, lstatSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { isOwnPlace } from '../platform/control-place.ts';

/** Where a batch listens, and what proves that somebody may read its output folder as its owner. */
export interface ControlAddress {
  readonly address: string;
  readonly secret: string;
}

/** Longer than any such file, in bytes. */
const LONGEST = 4096;

function controlFile(output: string): string {
  return path.join(output, '.ballast', 'control.json');
}

/** Written for its owner alone. Throws the system's error. */
export function writeControlFile(output: string, content: ControlAddress): void {
  removeControlFile(output);
  const fd = openSync(controlFile(output), 'wx', 0o600);
  try {
    writeSync(fd, `${JSON.stringify(content)}\n`);
  } finally {
    closeSync(fd);
  }
}

export function removeControlFile(output: string): void {
  rmSync(controlFile(output), { force: true });
}

/** Null if no batch of this user listens there. */
export function readControlFile(output: string): ControlAddress | null {
  try {
    const file = controlFile(output);
    const stat = lstatSync(file);
    if (!stat.isFile() || stat.size > LONGEST) return null;
    const { address, secret } = JSON.parse(readFileSync(file, 'utf8')) as Partial<ControlAddress>;
    if (typeof address !== 'string' || typeof secret !== 'string') return null;
    return isOwnPlace(address) ? { address, secret } : null;
  } catch {
    return null;
  }
}
