import { statSync, truncateSync } from 'node:fs';
import { type LoadControl, UNPACED } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../../test/support/folder.ts';
import { outb } from '../../test/support/outb.ts';
import { noted, paced } from '../../test/support/paced.ts';
import { ask, faultOf, Recorder, record } from '../../test/support/recorder.ts';
import { InputFile } from '../files/input-file.ts';
import { BinaryFile } from './binary-file.ts';
import { parseHeader } from './header.ts';
import { streamRows } from './packed-rows.ts';

const folder = new Folder();
afterAll(() => folder.remove());

/** Ten samples at 0, 1 ... 9 s, streamed three at a time. */
function streamed(control: LoadControl): { file: BinaryFile; path: string } {
  const rows = Array.from({ length: 10 }, (_, row) => [2 * row + 1, 0, 0]);
  const bytes = outb({ rows, clock: [0, 1] });
  const path = folder.write('streamed.outb', bytes);
  const parsed = parseHeader(bytes, { path, size: bytes.length });
  if ('need' in parsed) throw new Error('a whole header was expected');
  const { header } = parsed;
  const facts = {
    format: '',
    completeness: 'complete',
    samples: 10,
    series: 3,
    startTime: 0,
    endTime: 9,
    plannedEndTime: null,
    warnings: [],
    writtenBy: null,
  } as const;
  const source = streamRows(InputFile.open(path), header, { control, most: 3 });
  return {
    file: new BinaryFile({ header, source, span: { start: 0, end: 9, step: 1 }, facts, most: 3 }),
    path,
  };
}

describe('a streamed file', () => {
  it('reads each piece once for all requests and skips pieces that none of them needs', async () => {
    const chunks: number[] = [];
    const { file } = streamed(noted(chunks));
    const late = await record(
      file,
      ask(file, ['Wind1VelX'], { kind: 'range', from: 6, to: null }),
      ask(file, ['Wind1VelX', 'Time'], { kind: 'instant', time: 7.2 }),
    );
    expect(late.get(0, 0)).toEqual({ times: [6, 7, 8, 9], values: [6, 7, 8, 9] });
    expect(late.get(1, 0)).toEqual({ times: [7], values: [7] });
    expect(late.get(1, 1)).toEqual({ times: [7], values: [7] });
    expect(chunks).toEqual([18, 6]);
    const whole = await record(file, ask(file, ['Wind1VelX']));
    expect(whole.get(0, 0).values).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(chunks).toHaveLength(6);
    file.close();
  });

  it('requests every piece and stops when one is refused', async () => {
    let pieces = 0;
    const { file } = streamed(
      paced(() => {
        pieces += 1;
        return pieces < 3 ? Promise.resolve() : Promise.reject(new Error('no more'));
      }),
    );
    const recorder = new Recorder();
    await expect(file.read([ask(file, ['Wind1VelX'])], recorder)).rejects.toThrow('no more');
    expect(recorder.get(0, 0).values).toEqual([0, 1, 2, 3, 4, 5]);
    file.close();
  });

  it('that becomes shorter meanwhile ends in a fault', async () => {
    const { file, path } = streamed(UNPACED);
    truncateSync(path, statSync(path).size - 4);
    expect(await faultOf(() => record(file, ask(file, ['Wind1VelX'])))).toMatchObject({
      code: 'FILE_CHANGED',
    });
    file.close();
  });
});
