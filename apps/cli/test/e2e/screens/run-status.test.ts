import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { recorded } from '../support/journal-of.ts';
import {
  type Ended,
  quoted,
  readTable,
  startBallast,
  temporaryFolder,
  writeBatch,
} from '../support/run-ballast.ts';
import { HAS_COMPILER, type StandInFile, standInFiles, standInLibrary } from '../support/stand-in.ts';

/** The period ends where a good file does, and later than one that was not simulated to its end. */
const batchText = (library: string, end: number): string => `version: 1
batch: run-status
reader: orcaflex
inputs: { directory: ./sims, include: ["*.sim"] }
output: ./out
resources: { workers: 1, retries: { unavailableInput: 0s } }
orcaflex: { library: ${quoted(library)} }
tables:
  - name: wide
    layout: wide
    columns:
      - { object: Vessel1, variable: X, statistics: [max], period: [0, ${end}], label: late }
      - { object: Vessel1, variable: X, statistics: [max], period: [0, 1], label: early }
      - { kind: static, object: Vessel1, variable: X, label: still }
      - { kind: data, object: Line1, name: Name, label: name }
      - { object: Vessel1, variable: NoSuchVariable, statistics: [max], label: none }
  - name: good
    layout: wide
    style: { onlyComplete: true }
    columns: [{ object: Vessel1, variable: X, statistics: [max], period: [0, 1], label: early }]
`;

/** Prefix of the file's name, how it is made, and the status of its row. */
const KINDS: readonly [prefix: string, options: readonly string[], status: string][] = [
  ['a-good', ['--samples', '1920'], 'incomplete'],
  ['b-unstable', ['--fault', 'unstable', '--simulated', '0.5'], 'unstable'],
  ['c-partial', ['--fault', 'partial', '--simulated', '0.5'], 'partial'],
  ['d-version', ['--file-version', '12.0a'], 'wrong-version'],
  ['e-data', ['--data-only'], 'no-results'],
  ['g-vanished', [], 'missing'],
];
const SHAPE = ['--files', '1', '--min', '400KB', '--samples', '960'];

/** Larger than the others, so that it is loaded first; slow, so that there is time to remove another one. */
const SLOW = ['--files', '1', '--min', '4MB', '--fault', 'slow-load', '--fault-argument', '400'];

type Row = Record<string, string>;

describe.runIf(HAS_COMPILER)('files that are not what they should be', () => {
  const folder = temporaryFolder();
  const made = new Map<string, StandInFile>();
  let ended: Ended;
  let wide: Row[] = [];

  beforeAll(async () => {
    const library = await standInLibrary();
    const sims = path.join(folder.path, 'sims');
    for (const [prefix, options] of KINDS) {
      const [file] = await standInFiles(sims, [...SHAPE, '--prefix', prefix, ...options]);
      if (file === undefined) throw new Error(`no ${prefix} was made`);
      made.set(prefix, file);
    }
    // Model data with the extension of a simulation.
    for (const name of readdirSync(sims).filter((one) => one.endsWith('.dat'))) {
      renameSync(path.join(sims, name), path.join(sims, name.replace(/\.dat$/, '.sim')));
    }
    await standInFiles(sims, ['--prefix', 'h-slow', ...SLOW]);
    writeFileSync(path.join(sims, 'f-other.sim'), 'this is not an OrcaFlex file');
    const { samples = 0, step = 0, start = 0 } = made.get('a-good') ?? {};
    const batch = writeBatch(folder.path, batchText(library, start + (samples - 1) * step));
    const running = startBallast(['run', batch, '--no-history', '--no-check']);
    await recorded(path.join(folder.path, 'out'), 'admitted', 1);
    rmSync(path.join(sims, made.get('g-vanished')?.file ?? ''));
    ended = await running.ended;
    wide = readTable(path.join(folder.path, 'out', 'tables', 'wide.csv'));
    return () => folder[Symbol.dispose]();
  });

  const row = (prefix: string): Row => wide.find(({ file }) => file?.startsWith(prefix) === true) ?? {};

  it('each have a row with their own status', () => {
    expect(ended.code).toBe(1);
    expect(wide).toHaveLength(KINDS.length + 2);
    for (const [prefix, , status] of KINDS) expect([prefix, row(prefix).status]).toEqual([prefix, status]);
    expect(row('f-other').status).toBe('wrong-format');
    expect(row('h-slow').status).toBe('incomplete');
  });

  it('fill every column that is nevertheless valid', () => {
    for (const prefix of ['a-good', 'b-unstable', 'c-partial']) {
      const { late, early, still, name, none } = row(prefix);
      expect([prefix, late !== '', early !== '', still !== '', name, none]).toEqual([
        prefix,
        true,
        true,
        true,
        'Line1',
        '',
      ]);
    }
    for (const prefix of ['d-version', 'e-data', 'f-other', 'g-vanished']) {
      const { file: _file, status: _status, ...cells } = row(prefix);
      expect(new Set(Object.values(cells))).toEqual(new Set(['']));
    }
  });

  it('differ from a good one only in columns whose period exceeds what was simulated', () => {
    const beyond = (prefix: string): readonly string[] =>
      warningsOf(folder.path, made.get(prefix)?.file)
        .filter(({ code }) => code === 'PERIOD_BEYOND_END')
        .map(({ message }) => message);
    expect(beyond('a-good')).toEqual([]);
    for (const prefix of ['b-unstable', 'c-partial']) {
      expect(beyond(prefix)).toHaveLength(1);
      expect(beyond(prefix)[0]).toMatch(/samples up to that time were used.*\(column Vessel1 X\)/);
    }
    expect(row('b-unstable').late).not.toBe(row('a-good').late);
  });

  it('contribute no numbers to a table of complete simulations only', () => {
    const good = readTable(path.join(folder.path, 'out', 'tables', 'good.csv'));
    const filled = good.filter(({ early }) => early !== '').map(({ file }) => file?.slice(0, 6));
    expect(filled).toEqual(['a-good', 'h-slow']);
  });

  it('are listed at the end with reasons and hints', () => {
    expect(ended.stderr).toMatch(/d-version.*written by OrcaFlex 12\.0a/);
    expect(ended.stderr).toMatch(/e-data.*model data without results/);
    expect(ended.stderr).toMatch(/f-other\.sim.*does not begin like an OrcaFlex file/);
    expect(ended.stderr).toMatch(/g-vanished.*does not exist/);
    for (const status of ['unstable', 'partial', 'wrong-version', 'no-results', 'wrong-format', 'missing']) {
      expect(ended.stderr).toContain(`  ${status}: `);
    }
  });
});

interface Report {
  readonly files: readonly {
    readonly file: string;
    readonly warnings: readonly { readonly code: string; readonly message: string }[];
  }[];
}

function warningsOf(folder: string, file: string | undefined): Report['files'][number]['warnings'] {
  const report = JSON.parse(readFileSync(path.join(folder, 'out', 'report.json'), 'utf8')) as Report;
  return report.files.find((one) => one.file === file)?.warnings ?? [];
}
