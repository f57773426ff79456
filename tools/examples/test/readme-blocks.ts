import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = fileURLToPath(new URL('../../../', import.meta.url));

export interface Block {
  /** `packages/openfast/README.md:10` */
  readonly place: string;
  readonly text: string;
}

/** The programs in the READMEs of packages. */
export function programsInReadmes(): readonly Block[] {
  return readdirSync(path.join(ROOT, 'packages')).flatMap((name) => {
    const file = `packages/${name}/README.md`;
    const text = readFileSync(path.join(ROOT, file), 'utf8').replaceAll('\r\n', '\n');
    return [...text.matchAll(/^```[jt]s\n(.*?)^```$/gms)].map(({ 1: program = '', index }) => ({
      place: `${file}:${text.slice(0, index).split('\n').length}`,
      text: program,
    }));
  });
}
