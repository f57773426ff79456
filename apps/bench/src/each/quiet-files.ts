import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Files that nobody has written to for a while: a worker would wait for them to be left alone. */
export function quietFiles(folder: string, count: number): void {
  mkdirSync(folder);
  for (let i = 0; i < count; i += 1) {
    const file = path.join(folder, `f${String(i).padStart(5, '0')}.dat`);
    writeFileSync(file, 'x');
    utimesSync(file, 1e9, 1e9);
  }
}
