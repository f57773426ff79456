import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { planReads, WHOLE } from '@ballast/results-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listInputs } from '../inputs/list.ts';
import { AT_ONCE, checkNames, MOST_LOOKED_AT } from './check-names.ts';
import { refuseUnknownNames } from './names-fault.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-names-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let places = 0;

/** Files by their names, with their channels. The rows below their heads cannot be read. */
function write(files: Readonly<Record<string, readonly string[]>>): string {
  places += 1;
  const place = path.join(folder, `${places}`);
  mkdirSync(place);
  for (const [name, channels] of Object.entries(files)) {
    const lines = [['Time', ...channels].join('\t'), ['(s)', ...channels.map(() => '(m)')].join('\t')];
    const row = ['0.0', ...channels.map(() => '1.0')].join('\t');
    writeFileSync(path.join(place, name), `text\n\n${lines.join('\n')}\n${row}\n${'\u0000'.repeat(100)}`);
  }
  return place;
}

async function checked(place: string, ...variables: readonly string[]) {
  const inputs = listInputs({ directory: place, include: ['*'], exclude: [], output: null });
  return { found: await checkedIn(inputs, ...variables), inputs };
}

async function checkedIn(inputs: ReturnType<typeof listInputs>, ...variables: readonly string[]) {
  const columns = variables.map((variable) => ({
    ...{
      kind: 'series' as const,
      object: null,
      variable,
      at: null,
      period: WHOLE,
      statistics: ['max'] as const,
    },
    ...{ label: null, transform: null },
  }));
  const plan = planReads([{ name: 't', layout: 'wide', columns }]);
  const settings = { library: null, nativeThreads: 1 };
  return await checkNames({ reader: 'openfast', settings, inputs, plan });
}

describe('the names of columns', () => {
  it('are known if every file has them, whatever is below their heads', async () => {
    const place = write({ 'a.out': ['A', 'B'], 'b.out': ['B', 'A'] });
    const { found, inputs } = await checked(place, 'A', 'b', '*');
    expect(found).toEqual({ looked: 2, nowhere: [], partly: [] });
    expect(refuseUnknownNames(found, inputs.length)).toEqual([]);
  });

  it('are refused if no file has them, with the nearest names', async () => {
    const place = write({ 'a.out': ['TwrBsMyt', 'TwrBsMxt'], 'b.out': ['TwrBsMyt', 'GenPwr'] });
    const { found, inputs } = await checked(place, 'TwrBsMytt', 'GenPwr', 'Nonsense');
    expect(() => refuseUnknownNames(found, inputs.length)).toThrow(
      expect.objectContaining({
        code: 'COLUMNS_NOT_FOUND',
        message: '2 columns of the batch are in no input',
        details: expect.objectContaining({
          lines: [
            'TwrBsMytt: in none of 2 files; did you mean TwrBsMyt or TwrBsMxt?',
            'Nonsense: in none of 2 files',
          ],
        }),
      }),
    );
  });

  it('that only some files lack are a warning with their number', async () => {
    const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`${name}.out`, ['A']]));
    const place = write({ ...files, 'f.out': ['A', 'B'] });
    const { found, inputs } = await checked(place, 'A', 'B');
    expect(refuseUnknownNames(found, inputs.length)).toEqual([
      'B: 5 of 6 files do not have it (a.out, b.out, c.out and 2 more)',
    ]);
  });

  it('are not judged by files that cannot be read, which have a row of their own', async () => {
    const place = write({ 'a.out': ['A'] });
    writeFileSync(path.join(place, 'b.out'), '');
    mkdirSync(path.join(place, 'c.out'));
    expect((await checked(place, 'A')).found).toEqual({ looked: 1, nowhere: [], partly: [] });
    rmSync(path.join(place, 'a.out'));
    const { found, inputs } = await checked(place, 'Nonsense');
    expect(found.looked).toBe(0);
    expect(refuseUnknownNames(found, inputs.length)).toEqual([]);
  });

  it('are sought in a part of very many files, and further only until one has them', async () => {
    const place = write({ 'a.out': ['A'], 'b.out': ['A', 'Rare'] });
    const [a, b] = listInputs({ directory: place, include: ['*'], exclude: [], output: null });
    if (a === undefined || b === undefined) throw new Error('the files are not found');
    const inputs = Array.from({ length: 2 * MOST_LOOKED_AT }, (_, i) => (i === 7 ? b : a));
    const columns = ['A', 'Rare'].map((variable) => ({
      ...{
        kind: 'series' as const,
        object: null,
        variable,
        at: null,
        period: WHOLE,
        statistics: ['max'] as const,
      },
      ...{ label: null, transform: null },
    }));
    const plan = planReads([{ name: 't', layout: 'wide', columns }]);
    const settings = { library: null, nativeThreads: 1 };
    const found = await checkNames({ reader: 'openfast', settings, inputs, plan });
    expect(found.nowhere).toEqual([]);
    expect(found.partly.map(({ request }) => request.variable)).toEqual(['Rare']);
    const common = { ...plan, keys: plan.keys.slice(0, 1) };
    const few = await checkNames({ reader: 'openfast', settings, inputs, plan: common });
    expect(few.looked).toBe(MOST_LOOKED_AT + 1);
  });

  it('are not sought in all of very many files if a part of them cannot be read', async () => {
    const place = write({ 'a.out': ['A'] });
    writeFileSync(path.join(place, 'b.out'), '');
    const [a, b] = listInputs({ directory: place, include: ['*'], exclude: [], output: null });
    if (a === undefined || b === undefined) throw new Error('the files are not found');
    const inputs = Array.from({ length: 2 * MOST_LOOKED_AT }, (_, i) => (i === 7 ? a : b));
    expect((await checkedIn(inputs, 'A')).looked).toBe(0);
  });

  it('that are patterns are sought only until a file has each of them', async () => {
    const files = Object.fromEntries(Array.from({ length: 3 * AT_ONCE }, (_, i) => [`a${i}.out`, ['A']]));
    const place = write({ ...files, 'z.out': ['Rare'] });
    expect((await checked(place, '*', 'A*')).found).toEqual({ looked: AT_ONCE, nowhere: [], partly: [] });
    const { found, inputs } = await checked(place, 'Rare*');
    expect(found.nowhere).toEqual([]);
    expect(refuseUnknownNames(found, inputs.length)).toEqual([]);
    const nowhere = await checked(place, '*', 'Nonsense*');
    expect(nowhere.found.looked).toBe(inputs.length);
    expect(() => refuseUnknownNames(nowhere.found, inputs.length)).toThrow(
      expect.objectContaining({ code: 'COLUMNS_NOT_FOUND' }),
    );
  });
});
