import { describe, expect, it } from 'vitest';
import { fileSizes } from './file-spec.ts';
import { parseOptions } from './options.ts';

const specs = (...args: string[]) => parseOptions(['--out', 'x', ...args])?.specs ?? [];

describe('the command line', () => {
  it('requests one usual file if it names a folder only', () => {
    expect(specs()).toMatchObject([{ format: 'outb4', rows: 6001, step: 0.1 }]);
    expect(specs()[0]?.kinds).toHaveLength(112);
  });

  it('alternates the formats if they are mixed, and gives every file another seed', () => {
    const made = specs('--files', '6', '--format', 'mixed');
    expect(made.map(({ format }) => format)).toEqual(['outb4', 'outb3', 'outb2', 'outb1', 'out', 'outb4']);
    expect(new Set(made.map(({ seed }) => seed)).size).toBe(6);
    expect(new Set(made.map(({ path }) => path)).size).toBe(6);
  });

  it.each(['outb4', 'outb3', 'outb2', 'outb1', 'out'])(
    'finds the number of rows for a size of %s files',
    (format) => {
      const [spec] = specs('--size', '1000000', '--format', format);
      if (spec === undefined) throw new Error('a spec was expected');
      const { header, row } = fileSizes(spec);
      expect(Math.abs(header + spec.rows * row - 1_000_000)).toBeLessThanOrEqual(row);
    },
  );

  it('requests hundreds of MB for --large', () => {
    const [spec] = specs('--large');
    expect((spec?.rows ?? 0) * 112 * 2).toBeGreaterThan(700_000_000);
  });

  it('may request help instead', () => {
    expect(parseOptions(['--help'])).toBeNull();
  });

  it.each([
    [[], '--out is missing'],
    [['--out', 'x', '--files', '0'], '--files is 0'],
    [['--out', 'x', '--rows', '1.5'], '--rows is 1.5'],
    [['--out', 'x', '--channels', '1e3'], '--channels is 1e3'],
    [['--out', 'x', '--format', 'csv'], '--format is csv'],
    [['--out', 'x', '--colour', 'red'], '--colour'],
  ])('%j is refused with a message', (args, sentence) => {
    expect(() => parseOptions(args)).toThrow(sentence);
  });
});
