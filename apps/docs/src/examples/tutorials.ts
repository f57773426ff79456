import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** A page whose commands are run. */
export interface Tutorial {
  /** Relative to the root. */
  readonly name: string;
  readonly text: string;
  /** Whether it reads files of OrcaFlex, which need a library. */
  readonly orcaflex: boolean;
}

/** The tutorials and the README. */
export function tutorials(): readonly Tutorial[] {
  const names = readdirSync(path.join(ROOT, 'docs', 'tutorials')).map((name) => `docs/tutorials/${name}`);
  return ['README.md', ...names.sort()].map((name) => {
    const text = readFileSync(path.join(ROOT, name), 'utf8').replaceAll('\r\n', '\n');
    return { name, text, orcaflex: text.includes('files: orcfxapi-standin') };
  });
}
