import { describe, expect, it } from 'vitest';
import { inputMatcher } from './patterns.ts';

describe('the patterns of a batch', () => {
  it.each([
    ['**/*.outb', 'a.outb'],
    ['**/*.outb', 'A/b/C.OUTB'],
    ['**/*.outb', '.hidden/.a.outb'],
    ['**/*.outb', 'two\nlines/and\nmore.outb'],
    ['./runs/*.out', 'runs/a.out'],
    ['runs/{a,b/c}/*.out', 'runs/b/c/x.out'],
    ['*.out', 'back\\slash.out'],
    ['!(old)/*.out', 'new/x.out'],
  ])('%s matches %j', (pattern, name) => {
    expect(inputMatcher([pattern], []).matches(name)).toBe(true);
  });

  it.each([
    ['*.out', 'a/b.out'],
    ['*.out', 'b.outb'],
    ['runs/*.out', 'other/a.out'],
  ])('%s does not match %j', (pattern, name) => {
    expect(inputMatcher([pattern], []).matches(name)).toBe(false);
  });

  it('exclude what begins with an exclamation mark', () => {
    const matcher = inputMatcher(['**/*.out', '!old/**'], ['**/*.bak.out']);
    expect(['old', 'old/a.out', 'x.bak.out', 'new/a.out'].map(matcher.excludes)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['*.out', 'lost+found', false],
    ['*/*.out', 'a', true],
    ['*/*.out', 'a/b', false],
    ['runs/*/x.out', 'other', false],
    ['runs/*/x.out', 'RUNS/a', true],
    ['runs/{a,b/c}/*.out', 'runs/b', true],
    ['**/*.out', 'any/thing', true],
    ['runs/**', 'other', false],
  ])('%s: whether anything below %s may match is %s', (pattern, folder, answer) => {
    expect(inputMatcher([pattern], []).mayHold(folder)).toBe(answer);
  });

  it.each(['../other/*.out', 'a/../../*.out', '/data/*.out'])(
    'must not lead out of the folder: %s',
    (pattern) => {
      expect(() => inputMatcher([pattern], [])).toThrow(
        expect.objectContaining({ code: 'PATTERN_LEAVES_FOLDER' }),
      );
    },
  );
});
