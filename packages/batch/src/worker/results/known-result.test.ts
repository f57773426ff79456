import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { planReads } from '@ballast/results-model';
import type { WrittenFile } from '@ballast/scheduler/worker';
import { describe, expect, it } from 'vitest';
import { batchOf, SERIES_TABLE } from '../../../test/small-batch.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { digestOf } from '../../files/digest.ts';
import { checkBatch } from '../../prepare/check-batch.ts';
import { damageOf, type KnownResult, knownResult, missingOf } from './known-result.ts';

const PLAN = planReads(checkBatch(batchOf([SERIES_TABLE])).batch.tables);

const NAME = '.ballast/results/3-1-0a1b2c3d.json';
const SAMPLES = NAME.replace('.json', '.0.csv');
const RESULT = Buffer.from('{"source":{"size":1},"facts":{}}');
const SERIES_FILE = Buffer.from('Time,A');
const FILES: readonly WrittenFile[] = [
  { name: NAME, ...digestOf(RESULT) },
  { name: SAMPLES, ...digestOf(SERIES_FILE) },
];

function written(): { readonly root: string; readonly known: KnownResult } {
  const root = temporaryFolder();
  mkdirSync(path.join(root, '.ballast', 'results'), { recursive: true });
  writeFileSync(path.join(root, NAME), RESULT);
  writeFileSync(path.join(root, SAMPLES), SERIES_FILE);
  const claimed = knownResult(root, { task: 3, result: NAME, files: FILES }, PLAN);
  if (!claimed.ok) throw new Error(claimed.reason);
  return { root, known: claimed.known };
}

describe('what a journal says about a result', () => {
  it('is believed if it names the result and the time series of its own task', () => {
    const { root, known } = written();
    expect(known).toEqual({ file: path.join(root, NAME), offset: null, name: NAME, files: FILES });
    expect([missingOf(known, PLAN), damageOf(known, PLAN)]).toEqual([null, null]);
  });

  it.each([
    null,
    '.ballast/results/5-1-0a1b2c3d.json',
    '.ballast/results/03-1-0a1b2c3d.json',
    '.ballast/results/3-1-0a1b2c3d.json.part',
    '.ballast/results/../3-1-0a1b2c3d.json',
    '../../x',
    '/etc/hostname',
    'C:\\Windows\\win.ini',
    '.ballast\\results\\3-1-0a1b2c3d.json',
    '',
  ])('is not believed if it names %j', (result) => {
    const files = result === null ? FILES : [{ ...digestOf(RESULT), name: result }, ...FILES.slice(1)];
    expect(knownResult('/out', { task: 3, result, files }, PLAN)).toEqual({
      ok: false,
      reason: 'the journal names no result of this file',
    });
  });

  it.each([
    ['none', []],
    ['only the result', FILES.slice(0, 1)],
    [
      'the time series of another result',
      [FILES[0], { ...FILES[1], name: '.ballast/results/5-1-0a1b2c3d.0.csv' }],
    ],
    ['more', [...FILES, FILES[1]]],
  ])('is not believed if its files are %s', (_, files) => {
    const claim = { task: 3, result: NAME, files: files as WrittenFile[] };
    expect(knownResult('/out', claim, PLAN)).toMatchObject({ ok: false });
  });

  it('may name the result of another number in journals without digests, but no other file', () => {
    expect(knownResult('/out', { task: 5, result: NAME }, PLAN)).toMatchObject({ ok: true });
    expect(knownResult('/out', { task: 5, result: '../x.json' }, PLAN)).toMatchObject({ ok: false });
  });
});

describe('the files of a result', () => {
  it.each([NAME, SAMPLES])('are damaged if %s is missing, longer or changed', (name) => {
    const { root, known } = written();
    const file = path.join(root, name);
    appendFileSync(file, ' ');
    expect([missingOf(known, PLAN), damageOf(known, PLAN)]).toEqual([
      expect.stringMatching(/expected \d+ bytes, found \d+$/),
      expect.stringMatching(/expected \d+ bytes, found \d+$/),
    ]);
    const content = Buffer.from(name === NAME ? RESULT : SERIES_FILE);
    writeFileSync(
      file,
      content.map((byte, i) => (i === 2 ? byte ^ 32 : byte)),
    );
    expect([missingOf(known, PLAN), damageOf(known, PLAN)]).toEqual([
      null,
      expect.stringContaining('expected SHA-256'),
    ]);
    rmSync(file);
    expect(missingOf(known, PLAN)).toMatch(/the file is missing$/);
  });

  it.runIf(process.platform !== 'win32').each([NAME, SAMPLES])('are damaged if %s is a link', (name) => {
    const { root, known } = written();
    const file = path.join(root, name);
    renameSync(file, path.join(root, 'elsewhere'));
    symlinkSync(path.join(root, 'elsewhere'), file);
    expect([missingOf(known, PLAN), damageOf(known, PLAN)]).toEqual([
      expect.stringMatching(/the file is missing$/),
      expect.stringMatching(/the file is missing$/),
    ]);
  });

  it('without digests must only exist and be a result', () => {
    const { root, known } = written();
    const unknown = { ...known, files: null };
    appendFileSync(path.join(root, NAME), ' ');
    expect([missingOf(unknown, PLAN), damageOf(unknown, PLAN)]).toEqual([null, null]);
    writeFileSync(path.join(root, NAME), 'null');
    expect(damageOf(unknown, PLAN)).toBe('it is not a result');
  });
});
