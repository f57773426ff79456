import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Place } from '../support/place.ts';
import { ballast, REAL_DATA, writeBatch } from '../support/run-ballast.ts';

const FIELD = path.join(REAL_DATA, 'field');
export const PRESENT: boolean = existsSync(path.join(FIELD, 'README.md'));
if (!PRESENT) console.warn(`skipped: small files after public reports are not in ${FIELD}`);

/** The line `- must: ...` of a case, as JSON: its keys have no quotes there. */
export function mustOf(kind: string): Readonly<Record<string, unknown>> {
  const text = readFileSync(path.join(FIELD, 'README.md'), 'utf8');
  const section = text.split(/^### /m).find((one) => one.startsWith(`\`${kind}`)) ?? '';
  const line = /^- must: (.*)$/m.exec(section)?.[1] ?? '';
  const json = line.replaceAll(/(^|; )(\w+): /g, (_, before: string, key: string) => {
    return `${before === '' ? '' : ', '}"${key}": `;
  });
  return JSON.parse(`{${json}}`) as Record<string, unknown>;
}

interface Report {
  readonly warnings: readonly { readonly message: string }[];
  readonly files: readonly {
    readonly file: string;
    readonly status: string;
    readonly warnings: readonly { readonly message: string }[];
  }[];
}

/** Runs a batch over the files of one kind. */
export async function runField(
  place: Place,
  kind: string,
  tables: string,
): Promise<{ code: number | null; report: Report }> {
  const target = path.join(place.sims, kind);
  cpSync(path.join(FIELD, kind), target, { recursive: true });
  writable(place.sims);
  const batch = writeBatch(
    place.folder,
    `version: 1
batch: field
reader: openfast
inputs: { directory: ./sims }
output: ./out
tables:
${tables}
`,
  );
  const { code } = await ballast(['run', batch]);
  const report = JSON.parse(readFileSync(path.join(place.out, 'report.json'), 'utf8')) as Report;
  return { code, report };
}

function writable(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) writable(path.join(folder, entry.name));
  }
}

export const ALL = '  - { name: all, layout: long, columns: [{ variable: "*", statistics: all }] }';
export const WIDE =
  '  - { name: wide, layout: wide, style: { foot: [mean] }, columns: [{ variable: "*", statistics: [max] }] }';
