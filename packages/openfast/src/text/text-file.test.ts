import { writeFileSync } from 'node:fs';
import { UNPACED } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../../test/support/folder.ts';
import { ask, faultOf, record } from '../../test/support/recorder.ts';
import { InputFile } from '../files/input-file.ts';
import { TextFile } from './text-file.ts';
import { streamText } from './text-source.ts';

const folder = new Folder();
afterAll(() => folder.remove());

const HEAD = 'Time A\n(s) (m)\n';

function streamed(rows: string, samples: number): { file: TextFile; path: string } {
  const path = folder.write('streamed.out', HEAD + rows);
  const input = InputFile.open(path);
  const file = new TextFile({
    header: {
      names: ['Time', 'A'],
      units: ['(s)', '(m)'],
      unitsReadable: true,
      preamble: '',
      dataStart: HEAD.length,
      dataLine: 3,
    },
    source: streamText(input, UNPACED),
    span: { start: 0, end: samples - 1, step: 1 },
    facts: {
      format: '',
      completeness: 'complete',
      samples,
      series: 1,
      startTime: 0,
      endTime: samples - 1,
      plannedEndTime: null,
      warnings: [],
      writtenBy: null,
    },
    changed: (expected, found) => input.changed(expected, found),
  });
  return { file, path };
}

describe('a streamed text', () => {
  it('is read again from disk every time', async () => {
    const { file } = streamed('0 5\n1 6\n2 7\n', 3);
    for (let turn = 0; turn < 2; turn += 1) {
      const { values } = (await record(file, ask(file, ['A']))).get(0, 0);
      expect(values).toEqual([5, 6, 7]);
    }
    file.close();
  });

  it('whose rows are no longer those that were counted ends in a fault', async () => {
    const { file, path } = streamed('0 5\n1 6\n2 7\n', 3);
    writeFileSync(path, `${HEAD}0 5\n1 6\n2 x\n`.replace('1 6', 'a b'));
    const fault = await faultOf(() => record(file, ask(file, ['A'])));
    expect(fault).toMatchObject({ code: 'FILE_CHANGED', details: { expected: '3 rows', found: '2 rows' } });
    file.close();
  });
});
