import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ballast, temporaryFolder, tool, writeBatch } from '../support/run-ballast.ts';

const BATCH = `version: 1
batch: shown
reader: openfast
inputs: { directory: ./sims }
output: ./out
title: "Spar <script>alert(1)</script> & co"
client: Havblå AS
logo: ./logo.svg
notes: Preliminary.
tables:
  - { name: wide, layout: wide, columns: [{ variable: "*", statistics: [max, { del: { m: [4, 10] } }] }] }
  - { name: density, kind: spectrum, output: lines, columns: [{ variable: Wave1Elev }] }
  - { name: cycles, kind: rainflow, columns: [{ variable: RotSpeed }] }
`;

interface Shown {
  readonly headline: { readonly sentence: string };
  readonly batch: { readonly resumed: number; readonly journalVersion: number };
  readonly tasks: { readonly status: readonly string[]; readonly lane: readonly (number | null)[] };
  readonly attempts: { readonly task: readonly number[] };
  readonly series: { readonly used: readonly number[] | null };
  readonly presentation: { readonly title: string; readonly logo: string | null } | null;
  readonly results: {
    readonly files: number;
    readonly channels: readonly { readonly name: string; readonly max: number }[];
    readonly spectra: readonly { readonly name: string; readonly lines: readonly unknown[] }[];
    readonly cycles: readonly { readonly name: string; readonly files: number }[];
  } | null;
  readonly baseline: { readonly says: string; readonly results: readonly { readonly name: string }[] } | null;
  readonly outputs: readonly { readonly name: string }[];
}

const shown = async (out: string, ...more: readonly string[]): Promise<Shown> =>
  JSON.parse((await ballast(['report', out, '--json', ...more])).stdout) as Shown;

/** The same records with the names that version 1 had for their fields, and without checksums. */
function inVersion(version: 1 | 2, text: string): string {
  const plain = text
    .replaceAll(/,"check":"[^"]*"\}$/gm, '}')
    .replace('{"type":"journal","version":4', `{"type":"journal","version":${version}`);
  if (version === 2) return plain;
  return plain
    .replaceAll(/("type":"admitted".*?)"reserved":/g, '$1"commit":')
    .replaceAll(/"type":"load-permits"(.*?)"permits":/g, '"type":"limit"$1"loads":')
    .replaceAll(/\{"type":"waiting".*\n/g, '');
}

describe('the results on the report page', () => {
  it('are those of the tables, beside what the batch file says, an earlier batch and both parts of a resumed one', async () => {
    using folder = temporaryFolder();
    const shape = ['--files', '6', '--channels', '8', '--rows', '600'];
    await tool('openfast-files', ['--out', path.join(folder.path, 'sims'), ...shape]);
    writeFileSync(path.join(folder.path, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    const batch = writeBatch(folder.path, BATCH);
    const out = path.join(folder.path, 'out');
    expect((await ballast(['run', batch])).code).toBe(0);
    const html = readFileSync(path.join(out, 'report.html'), 'utf8');
    expect(html).toContain('Spar &lt;script>alert(1)&lt;/script> &amp; co');
    expect(html).toContain('<img class="logo" src="data:image/svg+xml;base64,');

    const first = await shown(out);
    expect(first.results?.files).toBe(6);
    expect(first.outputs.map(({ name }) => name)).toContain('report.json');
    expect(first.results?.spectra).toMatchObject([{ name: 'Wave1Elev', lines: new Array(6).fill({}) }]);
    expect(first.results?.cycles).toMatchObject([{ name: 'RotSpeed', files: 6 }]);
    const [head = '', ...rows] = readFileSync(path.join(out, 'tables', 'wide.csv'), 'utf8')
      .trim()
      .split('\n');
    for (const { name, max } of first.results?.channels ?? []) {
      const column = head.split(',').indexOf(`${name}_max`);
      expect(Math.max(...rows.map((row) => Number(row.split(',')[column]))), name).toBe(max);
    }

    // A batch that was killed before its last file had settled.
    const journal = path.join(out, 'journal.ndjson');
    const lines = readFileSync(journal, 'utf8').split('\n');
    const last = lines.findLastIndex((line) => line.startsWith('{"type":"settled"'));
    writeFileSync(journal, `${lines.slice(0, last).join('\n')}\n`);
    expect((await shown(out, '--out', path.join(folder.path, 'cut.html'))).headline.sentence).toMatch(
      /^Broken off after 5 of 6 files/,
    );
    expect((await ballast(['run', batch, '--baseline', out])).code).toBe(0);
    const both = await shown(out);
    expect([both.batch.resumed, both.results?.files, both.attempts.task.length]).toEqual([1, 6, 1]);
    expect(both.tasks.status).toEqual(new Array(6).fill('succeeded'));
    expect(both.tasks.lane.every((lane) => lane !== null)).toBe(true);

    const other = path.join(folder.path, 'other');
    const changed = ['--out', other, '--set', 'tables[0].columns[0].period=[0, 10]'];
    expect((await ballast(['run', batch, ...changed, '--baseline', out])).code).toBe(0);
    const compared = await shown(other, '--baseline', out);
    expect(compared.baseline?.says).toMatch(/^Compared with shown of \d{4}-\d\d-\d\d in out\./);
    expect(readFileSync(path.join(other, 'report.html'), 'utf8')).toContain('Compared with shown of');

    for (const version of [1, 2] as const) {
      const old = path.join(folder.path, `version-${version}`);
      mkdirSync(path.join(old, '.ballast'), { recursive: true });
      copyFileSync(path.join(out, '.ballast', 'plan.json'), path.join(old, '.ballast', 'plan.json'));
      writeFileSync(path.join(old, 'journal.ndjson'), inVersion(version, readFileSync(journal, 'utf8')));
      const figures = await shown(old, '--out', path.join(folder.path, 'old.html'));
      expect([figures.batch.journalVersion, figures.headline.sentence]).toEqual([
        version,
        'All 6 files succeeded.',
      ]);
      // The results are not there any more: the page is made without them.
      expect(figures.results).toBeNull();
    }
  });
});
