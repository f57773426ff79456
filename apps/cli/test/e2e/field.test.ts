import { chmodSync, cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from './place.ts';
import { ballast, REAL_DATA, readTable, writeBatch } from './run-ballast.ts';

const FIELD = path.join(REAL_DATA, 'field');
const PRESENT = existsSync(path.join(FIELD, 'README.md'));
if (!PRESENT) console.warn(`skipped: small files after public reports are not in ${FIELD}`);

/** The line `- must: ...` of a case, as JSON: its keys have no quotes there. */
function mustOf(kind: string): Readonly<Record<string, unknown>> {
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

const place = placeOfEachTest();

/** Runs a batch over the files of one kind. */
async function run(kind: string, tables: string): Promise<{ code: number | null; report: Report }> {
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

const ALL = '  - { name: all, layout: long, columns: [{ variable: "*", statistics: all }] }';
const WIDE =
  '  - { name: wide, layout: wide, style: { foot: [mean] }, columns: [{ variable: "*", statistics: [max] }] }';

describe.runIf(PRESENT)('files after public reports', () => {
  it('are partial if their simulation ended early, and only then', async () => {
    const { flagged, notFlagged } = mustOf('k06') as Record<string, string[]>;
    const { code, report } = await run('k06-ended-early', ALL);
    const found = report.files.filter(
      ({ status, warnings }) => status !== 'succeeded' || warnings.length > 0,
    );
    expect(found.map(({ file }) => file)).toEqual(flagged);
    expect(report.files.map(({ file }) => file)).toEqual(expect.arrayContaining(notFlagged ?? []));
    expect(code).toBe(1);
  });

  it('have a warning for every channel with several units', async () => {
    const { flaggedChannels = [], notFlaggedChannels = [] } = mustOf('k07') as Record<string, string[]>;
    const { report } = await run('k07-units', WIDE);
    for (const channel of flaggedChannels) {
      const [warning, ...others] = report.warnings.filter(({ message }) => message.startsWith(`${channel} `));
      expect(others).toEqual([]);
      expect(warning?.message).toMatch(/a_kNm\.out.*b_Nm\.out/);
    }
    expect(report.warnings).toHaveLength(flaggedChannels.length);
    const foot = readTable(path.join(place.out, 'tables', 'wide.csv')).at(-1);
    for (const channel of flaggedChannels) expect(foot?.[`${channel}_max`]).toBe('');
    for (const channel of notFlaggedChannels) expect(Number(foot?.[`${channel}_max`])).toBeGreaterThan(0);
  });

  it('count once if one run is there twice', async () => {
    const { report } = await run('k08-twice', WIDE);
    expect(report.files.map(({ file }) => path.basename(file))).toEqual(['run.out', 'run.outb']);
    expect(report.files[0]?.warnings[0]?.message).toContain('k08-twice/run.outb');
    const rows = readTable(path.join(place.out, 'tables', 'wide.csv'));
    expect(rows[2]?.TwrBsMyt_max).toBe(rows[1]?.TwrBsMyt_max);
  });

  it('keep their names', async () => {
    const { cellEquals, wideHeader } = mustOf('k11') as {
      cellEquals: Record<string, string[]>;
      wideHeader: string[];
    };
    await run('k11-minus', `${ALL}\n${WIDE}`);
    const names = readTable(path.join(place.out, 'tables', 'all.csv')).map(({ variable }) => variable);
    expect(names).toEqual(cellEquals.variable);
    expect(Object.keys(readTable(path.join(place.out, 'tables', 'wide.csv'))[0] ?? {})).toEqual(
      expect.arrayContaining(wideHeader),
    );
  });

  it('have time series with the same names whatever others there are', async () => {
    const series = '  - { name: g, layout: time-series, columns: [{ variable: "*" }] }';
    const tables = path.join(place.out, 'tables');
    const contents = (): Map<string, string> =>
      new Map(readdirSync(tables).map((name) => [name, readFileSync(path.join(tables, name), 'utf8')]));
    await run('k12-stems', series);
    const before = contents();
    const stems = path.join(place.sims, 'k12-stems');
    cpSync(path.join(stems, 'dlc11'), path.join(stems, 'dlc01'), { recursive: true });
    await ballast(['run', path.join(place.folder, 'batch.yml')]);
    const after = contents();
    for (const [name, text] of before) if (name !== 'g_index.csv') expect(after.get(name)).toBe(text);
    expect(after.size).toBe(before.size + 1);
  });
});
