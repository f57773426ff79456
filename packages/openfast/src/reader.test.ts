import { writeFileSync } from 'node:fs';
import { type ResultsFile, UNPACED } from '@ballast/results-model';
import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../test/support/folder.ts';
import { outb } from '../test/support/outb.ts';
import { ask, faultOf, record, samplesOf } from '../test/support/recorder.ts';
import { openfast } from './reader.ts';

const folder = new Folder();
afterAll(() => folder.remove());

let files = 0;

function open(content: string | Uint8Array, extension: string): Promise<ResultsFile> {
  files += 1;
  return openfast.open(folder.write(`${files}${extension}`, content), UNPACED);
}

const codes = (file: ResultsFile): string[] => file.facts.warnings.map(({ code }) => code);

describe('a binary file', () => {
  it.each([2, 4])('of FileID %i yields scaled values, and times from first time and step', async (fileId) => {
    const file = await open(outb({ fileId, clock: [5, 0.5] }), '.outb');
    expect(file.facts).toMatchObject({
      format: `OpenFAST binary, FileID ${fileId}`,
      completeness: 'complete',
      samples: 4,
      series: 3,
      startTime: 5,
      endTime: 6.5,
      warnings: [],
    });
    expect(await samplesOf(file, 'Wind1VelX')).toEqual({ times: [5, 5.5, 6, 6.5], values: [0, 0.5, 1.5, 1] });
    expect(await samplesOf(file, 'TwrBsMyt')).toMatchObject({ values: [49.5, -16384.5, 16383, -0.5] });
    expect(await samplesOf(file, 'Time')).toMatchObject({ values: [5, 5.5, 6, 6.5] });
  });

  it('of FileID 3 yields its values unchanged', async () => {
    const rows = [
      [0.1, 1e300],
      [-0.2, Number.NaN],
    ];
    const names = ['Case', 'A', 'B'];
    const file = await open(outb({ fileId: 3, names, units: ['(-)', '(s)', ''], rows }), '.outb');
    expect(await samplesOf(file, 'A')).toMatchObject({ values: [0.1, -0.2] });
    expect(await samplesOf(file, 'B')).toMatchObject({ values: [1e300, Number.NaN] });
  });

  it('of FileID 1 takes its times from packed integers', async () => {
    const file = await open(outb({ fileId: 1, times: [-65536, 0, 1, 65535], clock: [2, -65536] }), '.outb');
    expect(file.facts).toMatchObject({ startTime: 0, endTime: 65535.5, warnings: [] });
    expect(await samplesOf(file, 'GenPwr')).toEqual({
      times: [0, 32768, 32768.5, 65535.5],
      values: [-3, -3, -3, -3],
    });
  });

  it('of FileID 1 with more samples than time levels has a warning', async () => {
    const file = await open(outb({ fileId: 1, times: [0, 0, 1, 1], clock: [2, 0] }), '.outb');
    expect(codes(file)).toEqual(['TIMES_COARSE']);
    const { times } = await samplesOf(file, 'Wind1VelX', { kind: 'range', from: 0.5, to: null });
    expect(times).toEqual([0.5, 0.5]);
  });

  it('of one sample has no step and can be read', async () => {
    const file = await open(outb({ rows: [[3, 5, 7]], clock: [60, Number.NaN] }), '.outb');
    expect(file.facts).toMatchObject({ samples: 1, startTime: 60, endTime: 60, warnings: [] });
    expect(await samplesOf(file, 'GenPwr')).toEqual({ times: [60], values: [2] });
  });

  it('with the end of an older file behind its last sample reports those bytes and ignores them', async () => {
    const file = await open(Buffer.concat([outb(), Buffer.alloc(18, 1)]), '.outb');
    expect(file.facts.warnings).toMatchObject([{ code: 'TRAILING_BYTES', details: { bytes: 18 } }]);
    expect(file.facts.warnings[0]?.message).toContain('18 bytes');
    expect(file.facts.samples).toBe(4);
  });

  it('with fewer rows than its header announces reports how many it has', async () => {
    const whole = outb();
    const fault = await faultOf(() => open(whole.subarray(0, whole.length - 7), '.outb'));
    expect(fault).toMatchObject({ code: 'FILE_TRUNCATED', details: { wholeRows: 2, rows: 4 } });
    expect(fault.message).toContain('2 of 4 rows');
  });

  it('without samples is a fault', async () => {
    expect(await faultOf(() => open(outb({ rows: [] }), '.outb'))).toMatchObject({ code: 'NO_SAMPLES' });
  });

  it('with a channel that has no usable scale delivers NaN and names the channel', async () => {
    const file = await open(outb({ scales: [2, Number.NaN, 0], offsets: [1, Number.NaN, 0] }), '.outb');
    expect(file.facts.warnings).toMatchObject([
      { code: 'SCALING_UNUSABLE', details: { count: 2, channels: ['GenPwr', 'TwrBsMyt'] } },
    ]);
    expect((await samplesOf(file, 'TwrBsMyt')).values).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect((await samplesOf(file, 'Wind1VelX')).values[3]).toBe(1);
  });

  it('whose times do not increase has a warning', async () => {
    expect(codes(await open(outb({ clock: [10, -1] }), '.outb'))).toEqual(['TIMES_NOT_INCREASING']);
    expect(codes(await open(outb({ clock: [10, 0] }), '.outb'))).toEqual(['TIMES_NOT_INCREASING']);
  });

  it('with a header longer than the first guess is read completely', async () => {
    const names = ['Time', ...Array.from({ length: 2000 }, (_, i) => `Ch${i}`)];
    const rows = [names.slice(1).map((_, i) => i), names.slice(1).map((_, i) => -i)];
    const file = await open(outb({ names, units: names.map(() => '(m)'), rows }), '.outb');
    expect(file.facts.series).toBe(2000);
    expect(await samplesOf(file, 'Ch1999')).toMatchObject({ values: [999, -1000] });
  });

  it('resolves a repeated name with a warning, and the others by number', async () => {
    const file = await open(outb({ names: ['Time', 'A', 'B', 'A'] }), '.outb');
    const recorder = await record(file, ask(file, ['A', 'A#2']));
    expect(recorder.get(0, 0).values).toEqual([0, 0.5, 1.5, 1]);
    expect(recorder.get(0, 1).values).toEqual([49.5, -16384.5, 16383, -0.5]);
    expect(recorder.warnings.map(({ code }) => code)).toEqual(['DUPLICATE_CHANNEL']);
  });
});

const TEXT = 'made by hand\n\nTime\tA \tB\n(s)\t(m)\t(kN)\n';

describe('a text file', () => {
  it('yields rows, units and facts', async () => {
    const file = await open(`${TEXT}0\t1\t1.5E+01\n1\t2\t-0.25E-1\n`, '.out');
    expect(file.facts).toMatchObject({
      format: 'OpenFAST text',
      samples: 2,
      series: 2,
      startTime: 0,
      endTime: 1,
      warnings: [],
    });
    expect(await samplesOf(file, 'B')).toEqual({ times: [0, 1], values: [15, -0.025] });
    expect(ask(file, ['*']).series.map(({ unit }) => unit)).toEqual(['(m)', '(kN)']);
  });

  it('with Windows line ends, an omitted exponent letter and infinities is read', async () => {
    const file = await open(`${TEXT}0 1.234-100 Infinity\n1 1 2\n`.replaceAll('\n', '\r\n'), '.out');
    const recorder = await record(file, ask(file, ['A', 'B']));
    expect(recorder.get(0, 0).values).toEqual([1.234e-100, 1]);
    expect(recorder.get(0, 1).values).toEqual([Infinity, 2]);
    expect(recorder.warnings).toEqual([]);
  });

  it('counts what is not a number as NaN and reports the line; NaN itself is a value', async () => {
    const file = await open(`${TEXT}0 NaN 1\n1 **** 2\n2 3 x.y\n`, '.out');
    const recorder = await record(file, ask(file, ['*']));
    expect(recorder.get(0, 0).values).toEqual([Number.NaN, Number.NaN, 3]);
    expect(recorder.warnings).toMatchObject([
      { code: 'UNREADABLE_NUMBER', details: { count: 2, line: 6, text: '****' } },
    ]);
    expect((await record(file, ask(file, ['Time']))).warnings).toEqual([]);
  });

  it('whose last line is cut drops that line and is partial', async () => {
    const file = await open(`${TEXT}0 1 2\n1 2 3\n2 3`, '.out');
    expect(file.facts).toMatchObject({ completeness: 'partial', samples: 2, endTime: 1 });
    expect(file.facts.warnings).toMatchObject([{ code: 'LAST_LINE_CUT', details: { line: 7 } }]);
    expect((await samplesOf(file, 'A')).values).toEqual([1, 2]);
  });

  it.each(['\n', '', '\n\n \n', '\nThis output file was closed on 1-Jan.', '\n# end\n'])(
    'that ends in %j after its last row is complete',
    async (end) => {
      const file = await open(`${TEXT}0 1 2\n1 2 3${end}`, '.out');
      expect(file.facts).toMatchObject({ completeness: 'complete', samples: 2, warnings: [] });
    },
  );

  it('with a broken line in the middle skips that line', async () => {
    const file = await open(`${TEXT}0 1 2\n1 2\n2 3 4\n`, '.out');
    expect(file.facts.warnings).toMatchObject([{ code: 'LINE_SKIPPED', details: { count: 1, line: 6 } }]);
    expect(await samplesOf(file, 'A')).toEqual({ times: [0, 2], values: [1, 3] });
  });

  it('that was continued from a checkpoint has a warning, and later rows replace earlier ones', async () => {
    const rows = '0 1 2\n1 2 3\n2 9 9\n#Restarting here\n1 5 6\n2 7 8\n';
    const file = await open(`${TEXT}${rows}`, '.out');
    expect(file.facts).toMatchObject({ completeness: 'complete', samples: 3, endTime: 2 });
    expect(file.facts.warnings).toMatchObject([{ code: 'RESTARTED', details: { line: 8, replaced: 2 } }]);
    expect(await samplesOf(file, 'A')).toEqual({ times: [0, 1, 2], values: [1, 5, 7] });
  });

  it('with units that do not fit leaves them empty', async () => {
    const file = await open('Time A B\n(s) (m)\n0 1 2\n', '.out');
    expect(codes(file)).toEqual(['UNITS_UNREADABLE']);
    expect(ask(file, ['B']).series[0]?.unit).toBe('');
  });

  it('without rows, or with rows of another width than the names, is a fault', async () => {
    expect(await faultOf(() => open(TEXT, '.out'))).toMatchObject({
      code: 'NO_SAMPLES',
      details: { names: 3 },
    });
    expect(await faultOf(() => open(`${TEXT}0 1\n1 2\n`, '.out'))).toMatchObject({
      code: 'COLUMNS_DISAGREE',
      details: { names: 3, columns: 2 },
    });
  });

  it('that changes between open and read is a fault only if it is read again from disk', async () => {
    const path = folder.write('changing.out', `${TEXT}0 1 2\n1 2 3\n`);
    const file = await openfast.open(path, UNPACED);
    writeFileSync(path, 'gone');
    expect((await samplesOf(file, 'A')).values).toEqual([1, 2]);
  });
});

describe('periods', () => {
  it.each<[string, () => Promise<ResultsFile>]>([
    ['binary', () => open(outb(), '.outb')],
    ['text', () => open('Time A\n(s) (m)\n0 1\n0.5 2\n1 3\n1.5 4\n', '.out')],
  ])('of a %s file have a warning if they extend beyond its end', async (_, opened) => {
    const file = await opened();
    const name = file.facts.series === 3 ? 'Wind1VelX' : 'A';
    const recorder = await record(
      file,
      ask(file, [name], { kind: 'range', from: 0.5, to: 9 }),
      ask(file, [name]),
    );
    expect(recorder.get(0, 0).times).toEqual([0.5, 1, 1.5]);
    expect(recorder.warnings).toMatchObject([{ code: 'PERIOD_BEYOND_END', details: { endTime: 1.5 } }]);
  });

  it.each<[string, () => Promise<ResultsFile>]>([
    ['binary', () => open(outb(), '.outb')],
    ['text', () => open('Time A\n(s) (m)\n0 1\n0.5 2\n1 3\n1.5 4\n', '.out')],
  ])('of a %s file are read in one pass', async (_, opened) => {
    const file = await opened();
    const name = file.facts.series === 3 ? 'Wind1VelX' : 'A';
    const recorder = await record(
      file,
      ask(file, [name], { kind: 'range', from: 0.5, to: 1 }),
      ask(file, [name], { kind: 'instant', time: 1.2 }),
      ask(file, [name], { kind: 'range', from: 7, to: 9 }),
      ask(file, [name], { kind: 'latest-wave' }),
    );
    expect(recorder.get(0, 0).times).toEqual([0.5, 1]);
    expect(recorder.get(1, 0).times).toEqual([1]);
    expect(recorder.get(2, 0).times).toEqual([]);
    expect([...recorder.problems]).toMatchObject([['3/0', { code: 'PERIOD_NOT_APPLICABLE' }]]);
  });
});

describe('the content', () => {
  it('takes precedence over the name, with a warning', async () => {
    const text = await open('Time A\n(s) (m)\n0 1\n', '.outb');
    expect([text.facts.format, ...codes(text)]).toEqual(['OpenFAST text', 'NAME_DISAGREES']);
    const binary = await open(outb(), '.OUT');
    expect([binary.facts.format, ...codes(binary)]).toEqual(['OpenFAST binary, FileID 4', 'NAME_DISAGREES']);
    expect(codes(await open(outb(), ''))).toEqual([]);
  });

  it.each([
    ['words', 'nothing of the kind\n'],
    ['FileID 5', Buffer.from([5, 0, 10, 0, 1, 0, 0, 0])],
    ['a big-endian FileID', Buffer.from([0, 4, 0, 10])],
    ['one byte', Buffer.from([4])],
  ])('that is %s is not an OpenFAST output', async (_, content) => {
    const path = folder.write('unknown.out', content);
    expect(await faultOf(() => openfast.open(path, UNPACED))).toMatchObject({
      code: 'FORMAT_UNKNOWN',
      class: 'wrong-format',
    });
    expect(await faultOf(() => openfast.probe(path))).toMatchObject({ code: 'FORMAT_UNKNOWN' });
  });
});

describe('a closed file', () => {
  it.each([
    ['binary', outb()],
    ['text', `${TEXT}0 1 2\n`],
  ])('that was %s cannot be read', async (_, content) => {
    const file = await open(content, '');
    file.close();
    file.close();
    await expect(file.read([], { block: () => {}, problem: () => {}, warning: () => {} })).rejects.toThrow(
      'closed',
    );
  });
});

describe('probing', () => {
  it('a binary file yields exact counts from its first bytes', () => {
    const bytes = outb();
    const path = folder.write('probe.outb', bytes);
    expect(openfast.probe(path)).toEqual({
      format: 'OpenFAST binary, FileID 4',
      size: bytes.length,
      held: bytes.length,
      samples: 4,
      series: 3,
    });
  });

  it('a file that is streamed keeps a piece in memory, whatever its size', () => {
    const bytes = outb();
    new DataView(bytes.buffer, bytes.byteOffset).setInt32(8, 2 ** 30, true);
    expect(openfast.probe(folder.write('long.outb', bytes))).toMatchObject({
      samples: 2 ** 30,
      held: 4 * 1024 * 1024,
    });
  });

  it('a short text file has its rows counted, a long one estimated', () => {
    expect(openfast.probe(folder.write('short.out', `${TEXT}0 1 2\n1 2`))).toMatchObject({
      samples: 1,
      series: 2,
    });
    const row = '    0.0000  1.000E+00  2.000E+00\n';
    expect(openfast.probe(folder.write('long.out', TEXT + row.repeat(5000)))).toMatchObject({
      format: 'OpenFAST text',
      samples: 5000,
      series: 2,
    });
  });

  it('a text file with more names than a few KB hold yields no counts that it cannot know', () => {
    const names = Array.from({ length: 2000 }, (_, i) => `Channel${i}`).join(' ');
    expect(openfast.probe(folder.write('wide.out', `Time ${names}\n`))).toMatchObject({
      samples: null,
      series: null,
    });
  });

  it('refuses a header that no file can have', async () => {
    const path = folder.write('bad.outb', outb({ channels: 2 ** 31 - 1 }));
    expect(await faultOf(() => openfast.probe(path))).toMatchObject({ code: 'HEADER_IMPLAUSIBLE' });
  });

  it('refuses a missing file, a folder, and an empty file', async () => {
    expect(await faultOf(() => openfast.probe(`${folder.path}/none`))).toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    expect(await faultOf(() => openfast.probe(folder.path))).toMatchObject({ code: 'FILE_IS_FOLDER' });
    expect(await faultOf(() => openfast.probe(folder.write('empty', '')))).toMatchObject({
      code: 'FILE_EMPTY',
    });
  });
});
