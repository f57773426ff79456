import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listDifferences } from './channel-lists.ts';
import { eachOf } from './each-of.ts';
import { fileNumbers } from './file-numbers.ts';
import { namedFiles } from './named-files.ts';
import { surveyFiles } from './survey-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-survey-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A text file of OpenFAST whose channels have the values 1, 2, 3 and so on. */
function write(name: string, channels: readonly string[], units: readonly string[] = []): string {
  const full = path.join(folder, name);
  mkdirSync(path.dirname(full), { recursive: true });
  const row = (time: number): string =>
    [time.toFixed(2), ...channels.map((_, i) => `${time + i}.0`)].join('\t');
  const lines = [
    ['Time', ...channels].join('\t'),
    ['(s)', ...channels.map((_, i) => units[i] ?? '(m)')].join('\t'),
    ...Array.from({ length: 5 }, (_, time) => row(time)),
  ];
  writeFileSync(full, `text\n\n${lines.join('\n')}\n`);
  return full;
}

const surveyed = (...given: string[]) => surveyFiles(namedFiles(given).inputs);

describe('a survey of files', () => {
  it('lists each file with its facts, and each different list of channels once', async () => {
    write('a.out', ['A', 'B']);
    write('b.out', ['A']);
    write('c.out', ['A', 'B']);
    const { files, lists } = await surveyed(folder);
    expect(files.map(({ file, list, facts }) => [path.basename(file), list, facts?.samples])).toEqual([
      ['a.out', 0, 5],
      ['b.out', 1, 5],
      ['c.out', 0, 5],
    ]);
    expect(lists.map(({ channels }) => channels.map(({ name }) => name))).toEqual([
      ['Time', 'A', 'B'],
      ['Time', 'A'],
    ]);
  });

  it('tells why a file cannot be read, and goes on', async () => {
    write('a.out', ['A']);
    writeFileSync(path.join(folder, 'b.out'), '');
    const { files } = await surveyed(folder);
    expect(files.map(({ fault }) => fault?.code ?? null)).toEqual([null, 'FILE_EMPTY']);
  });

  it('compares lists with the one that most files have', async () => {
    write('a.out', ['A', 'C']);
    write('b.out', ['A', 'B']);
    write('c.out', ['A', 'B']);
    write('d.out', ['B', 'A']);
    write('e.out', ['A', 'B'], ['(m)', '(kN)']);
    write('f.out', ['A', 'B', 'B'], []);
    const { files, lists } = await surveyed(folder);
    const differences = listDifferences(lists, files);
    expect(differences.usual).toBe(1);
    const none = { missing: [], extra: [], otherUnit: [], reordered: false };
    expect(differences.others).toEqual([
      { ...none, list: 0, missing: ['B'], extra: ['C'] },
      { ...none, list: 2, reordered: true },
      { ...none, list: 3, otherUnit: [{ name: 'B', unit: '(kN)', usual: '(m)' }] },
      { ...none, list: 4, extra: ['B#2'] },
    ]);
  });

  it('has nothing to compare without files', () => {
    expect(listDifferences([], [])).toEqual({ usual: null, others: [] });
  });
});

describe('what a command line names', () => {
  it('is files, folders and patterns, each file once, and then names of channels', () => {
    const full = write('dlc/a.out', ['A']);
    write('dlc/b.outb', ['A']);
    write('dlc/more/c.out', ['A']);
    const dlc = path.join(folder, 'dlc');
    const named = (...given: string[]) => {
      const { inputs, many, others } = namedFiles(given);
      return [inputs.map((one) => path.relative(dlc, one.path).replaceAll('\\', '/')), many, others];
    };
    expect(named(full)).toEqual([['a.out'], false, []]);
    expect(named(full, 'Twr*', 'GenPwr_[kW]', '!Time')).toEqual([
      ['a.out'],
      false,
      ['Twr*', 'GenPwr_[kW]', '!Time'],
    ]);
    expect(named(dlc)).toEqual([['a.out', 'b.outb', 'more/c.out'], true, []]);
    expect(named(full, `${dlc}/**/*.out`)).toEqual([['a.out', 'more/c.out'], true, []]);
    expect(named('Twr*')).toEqual([[], false, ['Twr*']]);
  });

  it('is refused if it looks like a file and is none', () => {
    for (const name of ['nowhere.outb', 'no/where'])
      expect(() => namedFiles([name])).toThrow(expect.objectContaining({ code: 'FILE_NOT_FOUND' }));
    expect(() => namedFiles([`${folder}/*.outb`])).toThrow(expect.objectContaining({ code: 'NO_INPUTS' }));
  });
});

describe('the numbers of a file', () => {
  it('are statistics of each series, also of a name that repeats, or the reason why there are none', async () => {
    const file = write('a.out', ['A', 'A']);
    const [input] = namedFiles([file]).inputs;
    if (input === undefined) throw new Error('the file is not found');
    const requests = ['A', 'A#2', 'B'].map((variable) => ({ object: null, variable, at: null }));
    const { series, facts } = await fileNumbers(input, requests, { spectrum: false });
    expect(facts.samples).toBe(5);
    expect(series.map(({ statistics }) => statistics?.mean ?? null)).toEqual([2, 3, null]);
    expect(series[2]?.problem).toContain('no channel is named B');
  });

  it('are moments and periods of each series if they are asked for', async () => {
    const file = write('a.out', ['A', 'B']);
    const [input] = namedFiles([file]).inputs;
    if (input === undefined) throw new Error('the file is not found');
    const requests = ['A', 'B'].map((variable) => ({ object: null, variable, at: null }));
    const { series } = await fileNumbers(input, requests, { spectrum: true });
    expect(series.map(({ spectrum }) => spectrum?.series)).toEqual(['A', 'B']);
    expect(Object.keys(series[0]?.spectrum ?? {})).toEqual(expect.arrayContaining(['m0', 'Tp', 'reason']));
  });
});

describe('a few at the same time', () => {
  it('give their results in order, and never more than allowed', async () => {
    let running = 0;
    let most = 0;
    const results = await eachOf([3, 1, 2, 5, 4], 2, async (item) => {
      running += 1;
      most = Math.max(most, running);
      for (let i = 0; i < item; i += 1) await Promise.resolve();
      running -= 1;
      return 10 * item;
    });
    expect(results).toEqual([30, 10, 20, 50, 40]);
    expect(most).toBe(2);
  });
});
