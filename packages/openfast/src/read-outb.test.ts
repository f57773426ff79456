import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../test/support/folder.ts';
import { outb } from '../test/support/outb.ts';
import { faultOf } from '../test/support/recorder.ts';
import { readOutb } from './read-outb.ts';
import { openfast } from './reader.ts';

const folder = new Folder();
afterAll(() => folder.remove());

describe('all samples of a file', () => {
  it('are its times and its channels with name and unit', async () => {
    const { times, channels, facts } = await readOutb(folder.write('a.outb', outb({ clock: [5, 0.5] })));
    expect([...times]).toEqual([5, 5.5, 6, 6.5]);
    expect(channels.map(({ name }) => name)).toEqual(['Wind1VelX', 'GenPwr', 'TwrBsMyt']);
    expect([...(channels[2]?.values ?? [])]).toEqual([49.5, -16384.5, 16383, -0.5]);
    expect(channels.every(({ values }) => values.length === times.length)).toBe(true);
    expect(facts.completeness).toBe('complete');
  });

  it('come from a text file too', async () => {
    const rows = ['Time\tA\tA', '(s)\t(m)\t(kN)', '0.0\t1.5\t2', '0.1\t-1.5\t3', ''];
    const { times, channels } = await readOutb(folder.write('a.out', rows.join('\n')));
    expect([...times]).toEqual([0, 0.1]);
    expect(channels.map(({ name, unit, values }) => [name, unit, ...values])).toEqual([
      ['A', '(m)', 1.5, -1.5],
      ['A', '(kN)', 2, 3],
    ]);
  });

  it('come from a text file that is streamed, whose samples are only estimated at first', async () => {
    // Few long rows: blanks are read faster than digits.
    const row = (i: number): string => `${(i / 10).toFixed(1)}\t${'7'.padStart(i < 1000 ? 4 : 5000)}\n`;
    const count = 15_000;
    const text = `Time\tA\n(s)\t(m)\n${Array.from({ length: count }, (_, i) => row(i)).join('')}`;
    const { times, channels } = await readOutb(folder.write('long.out', text));
    expect(times.length).toBe(count);
    expect(times.at(-1)).toBe((count - 1) / 10);
    expect(channels[0]?.values.every((value) => value === 7)).toBe(true);
  });

  it('are refused with the fault of the reader', async () => {
    expect(await faultOf(() => readOutb(folder.write('b.outb', '')))).toMatchObject({ code: 'FILE_EMPTY' });
  });
});

describe('a reader that shares the storage with nobody', () => {
  it('opens a file without a second argument', async () => {
    const file = await openfast.open(folder.write('c.outb', outb()));
    expect(file.facts.samples).toBe(4);
    file.close();
  });
});
