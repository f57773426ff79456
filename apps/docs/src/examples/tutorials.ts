import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../../../docs/tutorials', import.meta.url));

export interface Tutorial {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** Whether it reads files of OrcaFlex, which need a library. */
  readonly orcaflex: boolean;
}

export function tutorials(): readonly Tutorial[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => {
      const file = path.join(FOLDER, name);
      const text = readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
      return { name, file, text, orcaflex: text.includes('files: orcfxapi-standin') };
    });
}
