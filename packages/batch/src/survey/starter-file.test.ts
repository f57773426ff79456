import { parseBatch } from '@ballast/config';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Starter, starterText } from './starter-file.ts';

const starter = (names: readonly string[], more: Partial<Starter> = {}): Starter => ({
  reader: 'openfast',
  include: ['**/*.outb'],
  files: 3,
  list: {
    channels: ['Time', ...names].map((name, index) => ({ index, name, unit: '(kN)' })),
    objects: [],
  },
  channels: [],
  statistics: ['min', 'max'],
  from: null,
  output: './ballast-out',
  ...more,
});

function columnsOf(text: string): unknown {
  const parsed = parseBatch({ text, source: 'ballast.yml' });
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  expect(parsed.warnings).toEqual([]);
  return parsed.batch.tables[0]?.columns.map((column) =>
    column.kind === 'series' ? [column.object, column.variable] : null,
  );
}

describe('a new batch file', () => {
  it('has the usual channels that the files have, and the others in a comment', () => {
    const text = starterText(starter(['ConvIter', 'RootMxb1', 'TwrBsMyt', 'GenPwr']));
    expect(columnsOf(text)).toEqual([
      [null, 'RootMxb1'],
      [null, 'TwrBsMyt'],
      [null, 'GenPwr'],
    ]);
    expect(text).toMatch(/^# yaml-language-server: \$schema=/);
    expect(text).toContain('    # The files also have:\n    #   ConvIter\n');
  });

  it('has the first channels if none is usual, and all of them if none is known', () => {
    expect(columnsOf(starterText(starter(['A', 'B'])))).toEqual([
      [null, 'A'],
      [null, 'B'],
    ]);
    expect(columnsOf(starterText(starter([], { list: null })))).toEqual([[null, '*']]);
  });

  it('has the answers', () => {
    const text = starterText(starter(['A'], { channels: ['Twr*', '!TwrX'], from: 60, output: './my out' }));
    const parsed = parseBatch({ text, source: 'ballast.yml' });
    if (!parsed.ok) throw new Error('it is not valid');
    expect(parsed.batch.output).toBe('./my out');
    expect(parsed.batch.tables[0]?.columns).toMatchObject([
      { variable: 'Twr*', except: ['TwrX'], period: { kind: 'range', from: 60, to: null } },
    ]);
  });

  it('has objects of a model with the positions that their variables need', () => {
    const objects = [
      { name: 'General', type: 'General', variables: [] },
      {
        name: 'Line 1',
        type: 'Line',
        variables: [{ name: 'Effective Tension', unit: 'kN', needs: 'line' as const }],
      },
      { name: 'Vessel', type: 'Vessel', variables: [{ name: 'X', unit: 'm', needs: 'none' as const }] },
    ];
    const list = { channels: [], objects };
    const text = starterText(starter([], { reader: 'orcaflex', include: ['**/*.sim'], list }));
    expect(columnsOf(text)).toEqual([
      ['Line 1', 'Effective Tension'],
      ['Vessel', 'X'],
    ]);
    const unknown = starterText(starter([], { reader: 'orcaflex', include: ['**/*.sim'], list: null }));
    expect(columnsOf(unknown)).toEqual([['Line1', 'Effective Tension']]);
  });

  it('is valid whatever the channels are called', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((text) => !/[\p{Cc}\p{Cs}*?]/u.test(text) && !text.startsWith('!'));
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), (names) => {
        const text = starterText(starter(names));
        const wanted = names.map((one) => [null, one]);
        expect(columnsOf(text)).toEqual(expect.arrayContaining(wanted.slice(0, 0)));
        expect((columnsOf(text) as unknown[]).length).toBeGreaterThan(0);
      }),
    );
  });
});
