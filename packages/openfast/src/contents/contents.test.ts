import { UNPACED } from '@ballast/results-model';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../../test/support/folder.ts';
import { outb } from '../../test/support/outb.ts';
import { faultOf } from '../../test/support/recorder.ts';
import { openfast } from '../reader.ts';
import { contents, lookup } from './contents.ts';

const folder = new Folder();
afterAll(() => folder.remove());

let files = 0;
function write(content: string | Uint8Array, extension: string): string {
  files += 1;
  return folder.write(`${files}${extension}`, content);
}

function text(rows: number, line: (row: number) => string): string {
  const head = ['', 'Predictions were made by FAST v8.16', '', 'Time\tA\tB', '(s)\t(kN)\t(m)'];
  return `${[...head, ...Array.from({ length: rows }, (_, row) => line(row))].join('\n')}\n`;
}

const fixed = (row: number): string =>
  `${(row / 80).toFixed(4).padStart(10)}\t${Math.sin(row).toExponential(3).padStart(11)}\t${'1.0'.padStart(8)}`;

describe('the contents of a file', () => {
  it.each([
    ['binary', outb({ fileId: 4, clock: [5, 0.5] }), '.outb'],
    ['binary with packed times', outb({ fileId: 1, times: [0, 2, 4, 6], clock: [2, 0] }), '.outb'],
    [
      'binary without packing',
      outb({ fileId: 3, rows: [[1], [2]], names: ['Time', 'A'], units: ['(s)', ''] }),
      '.outb',
    ],
    ['a short text', text(20, fixed), '.out'],
    ['a long text', text(3000, fixed), '.out'],
    ['a long text with CRLF', text(3000, fixed).replaceAll('\n', '\r\n'), '.out'],
    ['a long text without its last line end', text(3000, fixed).trimEnd(), '.out'],
  ])('of %s are the facts of the open file', async (_, content, extension) => {
    const path = write(content, extension);
    const listed = await contents(path);
    const file = await openfast.open(path, UNPACED);
    const { facts } = file;
    file.close();
    expect(listed).toMatchObject({
      format: facts.format,
      writtenBy: facts.writtenBy,
      completeness: facts.completeness,
      samples: facts.samples,
      counted: true,
      start: facts.startTime,
      end: facts.endTime,
      warnings: facts.warnings,
    });
    expect(listed.channels.length - 1).toBe(facts.series);
    expect(listed.step).toBeCloseTo(
      ((facts.endTime ?? 0) - (facts.startTime ?? 0)) / (facts.samples - 1),
      12,
    );
  });

  it('name every channel with its column and unit, the time first', async () => {
    const { channels } = await contents(write(text(3, fixed), '.out'));
    expect(channels).toEqual([
      { index: 0, name: 'Time', unit: '(s)' },
      { index: 1, name: 'A', unit: '(kN)' },
      { index: 2, name: 'B', unit: '(m)' },
    ]);
  });

  it('find names that fill more than the first read', async () => {
    const names = Array.from({ length: 5000 }, (_, i) => `Channel${i}`);
    const row = ['0.0', ...names.map(() => '1.5')].join('\t');
    const lines = ['head', ['Time', ...names].join('\t'), ['(s)', ...names.map(() => '(-)')].join('\t')];
    const path = write(`${[...lines, row, row.replace('0.0', '0.5')].join('\n')}\n`, '.out');
    expect((await contents(path)).channels).toHaveLength(5001);
    const { resolve } = await lookup(path);
    expect(resolve({ object: null, variable: 'Channel4999', at: null })).toMatchObject({
      kind: 'found',
      series: [{ index: 5000 }],
    });
  });

  it.each([600, 601, 602, 603, 604, 605, 606, 607])(
    'count %i rows, hardly more than is read at first',
    async (rows) => {
      const path = write(
        text(rows, (row) => `${(row / 80).toFixed(4).padStart(10)}\t1.0\t${'2.5'.padStart(11)}`),
        '.out',
      );
      expect(await contents(path)).toMatchObject({ samples: rows, counted: true });
    },
  );

  it('count rows of different lengths by their times, and say that it is an estimate', async () => {
    const path = write(
      text(5000, (row) => `${(row / 80).toFixed(4)}\t${row}\t${'1'.repeat(1 + (row % 7))}`),
      '.out',
    );
    expect(await contents(path)).toMatchObject({ samples: 5000, counted: false, end: 62.4875 });
  });

  it('of a binary file that is cut are refused as when it is opened', async () => {
    const path = write(outb({ fileId: 4 }).subarray(0, -3), '.outb');
    expect(await faultOf(() => contents(path))).toMatchObject({ code: 'FILE_TRUNCATED' });
  });

  it.each([
    ['an empty file', '', 'FILE_EMPTY'],
    ['prose', 'nothing to see\n', 'FORMAT_UNKNOWN'],
    ['a compressed file', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), 'FORMAT_FOREIGN'],
  ])('of %s are a fault', async (_, content, code) => {
    const path = write(content, '.out');
    expect(await faultOf(() => contents(path))).toMatchObject({ code });
    expect(await faultOf(() => lookup(path))).toMatchObject({ code });
  });

  it('of a folder and of nothing are faults', async () => {
    expect(await faultOf(() => contents(folder.path))).toMatchObject({ code: 'FILE_IS_FOLDER' });
    const nowhere = `${folder.path}/nowhere.out`;
    expect(await faultOf(() => contents(nowhere))).toMatchObject({ code: 'FILE_NOT_FOUND' });
  });

  it('count the rows of any text of lines of one length', async () => {
    const shape = fc.record({
      rows: fc.integer({ min: 2, max: 3000 }),
      width: fc.integer({ min: 8, max: 40 }),
      ended: fc.boolean(),
      returns: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ rows, width, ended, returns }) => {
        const whole = text(
          rows,
          (row) => `${(row / 80).toFixed(4).padStart(10)}\t1.0\t${'2.5'.padStart(width)}`,
        );
        const lines = ended ? whole : whole.trimEnd();
        const path = write(returns ? lines.replaceAll('\n', '\r\n') : lines, '.out');
        expect(await contents(path)).toMatchObject({ samples: rows, counted: true });
      }),
      { numRuns: 40 },
    );
  });
});

describe('the names of a file', () => {
  it.each([
    ['text', Buffer.from(`${text(3000, fixed).slice(0, 20_000)}${'\u0000'.repeat(50_000)}`), '.out'],
    ['binary file', outb({ fileId: 4 }).subarray(0, -3), '.outb'],
  ])('of a damaged %s are found, since nothing below its head is read', async (_, content, extension) => {
    const { resolve } = await lookup(write(content, extension));
    expect(resolve({ object: null, variable: 'time', at: null })).toMatchObject({ kind: 'found' });
    expect(resolve({ object: null, variable: 'Tine', at: null })).toMatchObject({
      kind: 'missing',
      problem: { code: 'CHANNEL_NOT_FOUND', message: expect.stringContaining('did you mean Time?') },
    });
  });
});
