import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../../test/support/folder.ts';
import { noted } from '../../test/support/paced.ts';
import { ask, faultOf, record } from '../../test/support/recorder.ts';
import { InputFile } from '../files/input-file.ts';
import { streamText } from './load-text.ts';
import { openSource } from './open-text.ts';
import type { TextFile } from './text-file.ts';

const folder = new Folder();
afterAll(() => folder.remove());

const HEAD = 'Time A\n(s) (m)\n';

interface Streamed {
  readonly file: TextFile;
  readonly path: string;
  /** Size of each piece that was read, in bytes. */
  readonly chunks: number[];
}

async function streamed(rows: string): Promise<Streamed> {
  const path = folder.write('streamed.out', HEAD + rows);
  const chunks: number[] = [];
  const input = InputFile.open(path);
  const file = await openSource(input, streamText(input, noted(chunks)), []);
  return { file, path, chunks };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('a streamed text', () => {
  it('is read again from disk every time', async () => {
    const { file } = await streamed('0 5\n1 6\n2 7\n');
    for (let turn = 0; turn < 2; turn += 1) {
      const { values } = (await record(file, ask(file, ['A']))).get(0, 0);
      expect(values).toEqual([5, 6, 7]);
    }
    file.close();
  });

  it('is read once: opening it reads only its two ends', async () => {
    const row = (time: number): string => `${String(time).padStart(9)} ${'7'.padStart(90)}\n`;
    const { file, path, chunks } = await streamed(Array.from({ length: 60_000 }, (_, i) => row(i)).join(''));
    const opening = sum(chunks);
    const { size } = InputFile.open(path);
    expect(size).toBeGreaterThan(5.5 * 1024 * 1024);
    expect(opening).toBeLessThan(4.3 * 1024 * 1024);
    expect(file.facts).toMatchObject({ startTime: 0, endTime: 59_999, completeness: 'complete' });
    expect((await record(file, ask(file, ['A']))).get(0, 0).times).toHaveLength(60_000);
    expect(sum(chunks) - opening).toBe(size - HEAD.length);
    file.close();
  });

  it('has an estimate of its samples until it is read, and warns about lines only then', async () => {
    const { file } = await streamed('0 5\n1 x y\n#c ccc ccc ccc\n2 7\n3 8\n3');
    expect(file.facts).toMatchObject({ completeness: 'partial', startTime: 0, endTime: 3, warnings: [] });
    await record(file, ask(file, ['A']));
    expect(file.facts).toMatchObject({ completeness: 'suspect', samples: 3, endTime: 3 });
    expect(file.facts.warnings.map(({ code }) => code)).toEqual(['LINE_SKIPPED', 'LAST_LINE_CUT']);
    file.close();
  });

  it('whose rows differ from those counted ends in a fault', async () => {
    const { file, path } = await streamed('0 5\n1 6\n2 7\n');
    await record(file, ask(file, ['A']));
    writeFileSync(path, `${HEAD}0 5\n1 6\n2 x\n`.replace('1 6', 'a b'));
    const fault = await faultOf(() => record(file, ask(file, ['A'])));
    expect(fault).toMatchObject({ code: 'FILE_CHANGED', details: { expected: '3 rows', found: '2 rows' } });
    file.close();
  });
});
