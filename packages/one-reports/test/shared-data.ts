import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reports of the simulator and of OppNDA, with expected numbers. */
const DATA = join(import.meta.dirname, '../../../../shared/data');
export const present = existsSync(DATA);
if (!present) console.warn(`skipped: reports of the ONE simulator are not in ${DATA}`);

export const ONE = join(DATA, 'one');
export const OPPNDA = join(DATA, 'oppnda');

export function oracle<T>(name: string): T {
  return JSON.parse(readFileSync(join(DATA, 'oracles', name), 'utf8')) as T;
}

export function namesIn(folder: string): readonly string[] {
  return present ? readdirSync(folder).sort() : [];
}
