import { describe, expect, it } from 'vitest';
import { findTextHeader, type TextHeader } from './header.ts';

function find(...lines: string[]): ReturnType<typeof findTextHeader> {
  const bytes = Buffer.from(lines.join('\n'), 'latin1');
  return findTextHeader(bytes, bytes.length);
}

function header(...lines: string[]): TextHeader {
  const found = find(...lines);
  if (!('dataStart' in found)) throw new Error('no header');
  return found;
}

describe('the head of a text file', () => {
  it('has names and units below a preamble of any length', () => {
    const found = header(
      '',
      'Predictions were generated',
      '',
      'Time\tA \tB',
      '(s)\t(m)\t(kN\xb7m)',
      '0\t1\t2',
    );
    expect(found).toMatchObject({ names: ['Time', 'A', 'B'], units: ['(s)', '(m)', '(kN·m)'], dataLine: 6 });
    expect(found.preamble).toContain('Predictions');
  });

  it('may begin with the names and have no units', () => {
    const found = header(' Time   Node0px   Node0py', ' 0.0  1.0  2.0');
    expect(found).toMatchObject({ names: ['Time', 'Node0px', 'Node0py'], units: ['', '', ''], dataLine: 2 });
    expect(found.unitsReadable).toBe(true);
  });

  it('may have any name for its first column', () => {
    expect(header('Polar of something', 'Alpha Cl Cd', '(deg) (-) (-)', '-10 0.1 0.2').names).toEqual([
      'Alpha',
      'Cl',
      'Cd',
    ]);
  });

  it('survives Windows line ends, comments and a byte order mark', () => {
    const found = header('\xef\xbb\xbfTime A\r', '(s) (m)\r', '## a comment\r', '0 1\r', '');
    expect(found).toMatchObject({ names: ['Time', 'A'], units: ['(s)', '(m)'] });
  });

  it('is not mistaken for a preamble line that begins with Time', () => {
    const found = header(
      'Time series of a tower, 3 m',
      '',
      'Time A B C D E',
      '(s) (m) (m) (m) (m) (m)',
      '0 1 2 3 4 5',
    );
    expect(found.names).toHaveLength(6);
    expect(found.preamble).toContain('tower');
  });

  it('does not take the preamble for names if the names line begins with Time and there are no units', () => {
    const found = header('two words', 'Time A', '0 1');
    expect(found).toMatchObject({ names: ['Time', 'A'], units: ['', ''] });
  });

  it('splits at tabs if names or units contain blanks', () => {
    const found = header('Time\tTower base\tB', '(s)\t(kN m)\t(m)', '0\t1\t2');
    expect(found).toMatchObject({ names: ['Time', 'Tower base', 'B'], units: ['(s)', '(kN m)', '(m)'] });
  });

  it('leaves units empty if they do not fit the names', () => {
    const found = header('Time A B', '(s) (m)', '0 1 2');
    expect(found).toMatchObject({ names: ['Time', 'A', 'B'], units: ['', '', ''], unitsReadable: false });
  });

  it('is found even if the first rows are damaged', () => {
    const found = header('Time A B', '(s) (m) (m)', '0 1 x', '1 2', '2 **** NaN', '3 4 5');
    expect(found).toMatchObject({ names: ['Time', 'A', 'B'], dataLine: 3 });
  });

  it('may have a single column if that is the time', () => {
    expect(header('Time', '(s)', '0').names).toEqual(['Time']);
    expect(find('word', '0')).toEqual({ kind: 'none' });
  });

  it('without rows is distinguished from a missing one', () => {
    expect(find('', 'Time A B', '(s) (m) (m)', '')).toEqual({ kind: 'no-rows', names: 3 });
    expect(find('Time A B', '(s) (m) (m)', '0.0 1.')).toEqual({ kind: 'no-rows', names: 3 });
    expect(find('some text', 'more text 1 2')).toEqual({ kind: 'none' });
    expect(find('1 2 3', '4 5 6')).toEqual({ kind: 'none' });
  });

  it('above rows of another width is missing for that reason', () => {
    expect(find('', 'Time A B', '(s) (m) (m)', '0 1', '1 2')).toEqual({
      kind: 'widths',
      timed: true,
      names: 3,
      namesLine: 2,
      columns: 2,
      rowLine: 4,
    });
    expect(find('Tower A B', '(s) (m) (m)', '0 1', '1 2')).toMatchObject({ kind: 'widths', timed: false });
  });

  it('above lines that are not rows is missing for that reason', () => {
    expect(find('Time;A', '(s);(m)', '0,1;2,5E+00', '0,2;1,0')).toEqual({
      kind: 'decimal-comma',
      line: 3,
      text: '0,1;2,5E+00',
    });
    expect(find('Time A B', '(s) (m) (m)', '2020-01-01T00:00 1 2')).toEqual({
      kind: 'no-number',
      names: 3,
      line: 3,
      text: '2020-01-01T00:00',
    });
  });
});

describe('names, units and sentences', () => {
  const ROWS = ['0.0 1.0 2.0', '0.1 1.0 2.0'];

  it('stay apart: a line that looks like units is never the names', () => {
    expect(find('(s) (m) (kN)', ...ROWS)).toEqual({ kind: 'none' });
    expect(find('s m kN', ...ROWS)).toEqual({ kind: 'none' });
    expect(find('0.50 Minimum value', ...ROWS)).toEqual({ kind: 'none' });
    expect(find('A run of the model', '[s] [m] [kN]', ...ROWS)).not.toHaveProperty('names.length');
  });

  it('stay apart: a sentence is never the names', () => {
    expect(find('Results for it', ...ROWS)).toEqual({ kind: 'none' });
    expect(header('Results for it', 't A B', ...ROWS).names).toEqual(['t', 'A', 'B']);
    expect(header('My nice model', 'Alpha Cl Cd', ...ROWS).names).toEqual(['Alpha', 'Cl', 'Cd']);
    expect(header('My nice model', 'Alpha Cl Cd', 'deg - -', ...ROWS)).toMatchObject({
      names: ['Alpha', 'Cl', 'Cd'],
      units: ['deg', '-', '-'],
    });
  });

  it('may stand behind a comment mark', () => {
    const found = header('A title', '# Time A B', '# (s) (m) (kN)', ...ROWS);
    expect(found).toMatchObject({ names: ['Time', 'A', 'B'], units: ['(s)', '(m)', '(kN)'], dataLine: 4 });
    expect(find('! Alpha Cl Cd', ...ROWS)).toEqual({ kind: 'none' });
  });

  it('are UTF-8 or single bytes, whichever they are valid in', () => {
    const bytes = Buffer.from('Time\tHöhe\tΩ\n(s)\t(°)\t(kN·m)\n0\t1\t2\n', 'utf8');
    expect(findTextHeader(bytes, bytes.length)).toMatchObject({
      names: ['Time', 'Höhe', 'Ω'],
      units: ['(s)', '(°)', '(kN·m)'],
    });
    expect(header('Time H\xf6he B', '(s) (\xb0) (m)', ...ROWS).names).toEqual(['Time', 'Höhe', 'B']);
  });
});

describe('columns of fixed width', () => {
  const right = (...texts: string[]): string => texts.map((text) => text.padStart(14)).join('');
  const left = (...texts: string[]): string => texts.map((text) => text.padEnd(14)).join('');
  const rows = (align: typeof right): string[] => [align('0.0', '1.0', '-2.5'), align('0.1', '11.0', '2.5')];

  it('keep the other units if one is blank', () => {
    const found = header(right('Time', 'A', 'B'), right('(s)', '', '(kN)'), ...rows(right));
    expect(found).toMatchObject({ units: ['(s)', '', '(kN)'], unitsReadable: true });
    expect(header(right('Time', 'A', 'B'), right('(s)', '(m)', ''), ...rows(right)).units).toEqual([
      '(s)',
      '(m)',
      '',
    ]);
  });

  it.each([
    ['the right', right],
    ['the left', left],
  ])('aligned to %s may have blanks in their names', (_, align) => {
    const found = header(
      align('Time', 'Tower base', 'Blade 1 root'),
      align('(s)', '(kN m)', '(m)'),
      ...rows(align),
    );
    expect(found).toMatchObject({
      names: ['Time', 'Tower base', 'Blade 1 root'],
      units: ['(s)', '(kN m)', '(m)'],
    });
  });

  it('may have names of brackets with blanks inside, out of line by a character', () => {
    const found = header(
      right('LocalVar%Time', ' Swap(   1)', ' Swap(   2)'),
      right('(s)', '(-)', '(-)'),
      ...rows(right),
    );
    expect(found.names).toEqual(['LocalVar%Time', 'Swap(   1)', 'Swap(   2)']);
  });

  it('do not hide that there are more names than columns', () => {
    expect(
      find(right('Time', 'A', 'B', 'C'), right('(s)', '(m)', '(m)', '(m)'), ...rows(right)),
    ).toMatchObject({
      kind: 'widths',
      names: 4,
      columns: 3,
    });
  });
});

describe('rows with a column that never has a number', () => {
  it('count below the name of a time only', () => {
    const rows = ['0.0 T 1.0', '0.1 T 2.0'];
    expect(header('Time Flag A', ...rows).names).toEqual(['Time', 'Flag', 'A']);
    expect(header('Time P Q R', '(s) (-) (-) (-)', '0.0 T F T', '0.1 T F T').names).toHaveLength(4);
    expect(find('Alpha Flag A', '(deg) (-) (m)', ...rows)).toEqual({ kind: 'none' });
    expect(find('Alpha Flag A', ...rows)).toEqual({ kind: 'none' });
  });
});
