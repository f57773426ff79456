import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extract, planReads, UNPACED, WHOLE } from '@ballast/results-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openfast } from '../src/index.ts';
import { Folder } from './support/folder.ts';

interface Made {
  readonly path: string;
  readonly format: string;
  readonly rows: number;
  readonly channels: number;
  readonly expected: readonly { name: string; min: number; max: number; mean: number }[];
}

const folder = new Folder();
let made: Made[] = [];

beforeAll(async () => {
  const tool = join(import.meta.dirname, '../../../tools/openfast-files/dist/bin.js');
  const args = [
    '--out',
    folder.path,
    '--files',
    '5',
    '--format',
    'mixed',
    '--rows',
    '900',
    '--channels',
    '60',
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [tool, ...args, '--expect']);
  made = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Made);
});
afterAll(() => folder.remove());

const PLAN = planReads([
  {
    name: 'all',
    layout: 'long',
    columns: [
      {
        kind: 'series',
        object: null,
        variable: '*',
        at: null,
        period: WHOLE,
        statistics: ['mean'],
        label: null,
        transform: null,
      },
    ],
  },
]);

describe('files that another program wrote with known statistics', () => {
  it.each(['outb4', 'outb3', 'outb2', 'outb1', 'out'])('in %s are read exactly', async (format) => {
    const one = made.find((file) => file.format === format);
    if (one === undefined) throw new Error(`no ${format} was made`);
    const file = await openfast.open(one.path, UNPACED);
    const { facts, series } = await extract(file, PLAN);
    file.close();
    expect(facts).toMatchObject({ samples: one.rows, series: one.channels, writtenBy: 'OpenFAST v3.5.5' });
    expect(facts.startTime).toBe(0);
    expect(facts.endTime).toBeCloseTo((one.rows - 1) * 0.1, 9);
    for (const [position, { name, min, max, mean }] of one.expected.entries()) {
      const found = series[position];
      expect(found).toMatchObject({ variable: name, statistics: { n: one.rows, min, max } });
      const scale = Math.max(Math.abs(min), Math.abs(max));
      expect(Math.abs((found?.statistics?.mean ?? 0) - mean)).toBeLessThanOrEqual(1e-14 * scale);
    }
  });
});
