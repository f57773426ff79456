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
    expect(find('word', '0')).toEqual({ names: null });
  });

  it('without rows is distinguished from a missing one', () => {
    expect(find('', 'Time A B', '(s) (m) (m)', '')).toEqual({ names: 3 });
    expect(find('some text', 'more text 1 2')).toEqual({ names: null });
    expect(find('1 2 3', '4 5 6')).toEqual({ names: null });
    expect(find('Time,A', '0,1')).toEqual({ names: null });
  });
});
