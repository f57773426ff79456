import { describe, expect, it } from 'vitest';
import { stepsOf, wordsOf } from './page.ts';
import { firstDifference } from './same-output.ts';
import { updated } from './update.ts';

const PAGE = `# A page
<!-- files: openfast-files --out dlc -->
\`\`\`yaml file=ballast.yml
inputs: ./dlc
\`\`\`
\`\`\`sh
not run
\`\`\`
\`\`\`sh run exit=1
ballast run
\`\`\`
\`\`\`text output
1 of 2 files in 3.4 s
\`\`\``;

describe('the steps of a page', () => {
  it('are its files, what it writes, and what it runs', () => {
    expect(stepsOf(PAGE)).toEqual([
      { kind: 'files', line: 2, tool: 'openfast-files', args: ['--out', 'dlc'] },
      { kind: 'write', line: 3, file: 'ballast.yml', text: 'inputs: ./dlc' },
      {
        kind: 'run',
        line: 9,
        commands: ['ballast run'],
        exit: 1,
        output: { text: '1 of 2 files in 3.4 s', from: 12, to: 13 },
      },
    ]);
  });

  it('need a command before an output', () => {
    expect(() => stepsOf('```text output\na\n```')).toThrow('line 1');
  });

  it('have commands with quoted words', () => {
    expect(wordsOf(`ballast run dm.yml "{'meta': 1}" --set a='b c'`)).toEqual([
      'ballast',
      'run',
      'dm.yml',
      "{'meta': 1}",
      '--set',
      'a=b c',
    ]);
  });
});

describe('an output', () => {
  it('may differ in times, memory and shares alone', () => {
    expect(firstDifference('2 of 2 files in 1.4 s, 12 %', '2 of 2 files in 980 ms, 9 %')).toBeNull();
    expect(firstDifference('2 of 2 files in 1.4 s', '1 of 2 files in 1.4 s')).toBe('2 of 2 files in 1.4 s');
    expect(firstDifference('a', 'a\nb')).toBe('b');
    expect(firstDifference('a\nb', 'a')).toBe('b');
  });

  it('may leave out lines', () => {
    expect(firstDifference('a\n...\nd', 'a\nb\nc\nd')).toBeNull();
    expect(firstDifference('a\n...', 'a\nb\nc\nd')).toBeNull();
    expect(firstDifference('a\n...\ne', 'a\nb\nc\nd')).toBe('e');
    expect(firstDifference('a\n...\nc', 'a\nb\nc\nd')).toBe('d');
  });

  it('is replaced if it differs', () => {
    const [, , step] = stepsOf(PAGE);
    if (step?.kind !== 'run') throw new Error('no step');
    expect(updated(PAGE, [{ step, printed: '1 of 2 files in 5.1 s', code: 1 }])).toBe(PAGE);
    const other = updated(PAGE, [{ step, printed: '2 of 2 files\nin 3 s', code: 0 }]);
    expect(other).toBe(PAGE.replace('1 of 2 files in 3.4 s', '2 of 2 files\nin 3 s'));
  });
});
