import { describe, expect, it } from 'vitest';
import { readYaml } from '../yaml/locate.ts';
import { plain } from '../yaml/located.ts';
import { applyOverrides } from './overrides.ts';

const FILE = 'a: 1\nb: { c: [1, 2] }\nempty:\n';

function apply(...overrides: readonly string[]): {
  readonly value: unknown;
  readonly issues: readonly string[];
} {
  const { root } = readYaml(FILE);
  if (root === null) throw new Error('the file of this test must be readable');
  const result = applyOverrides(root, overrides);
  return {
    value: JSON.parse(JSON.stringify(plain(result.root))),
    issues: result.issues.map(
      (mistake) => `${'source' in mistake ? mistake.source : 'file'}: ${mistake.message}`,
    ),
  };
}

describe('applyOverrides', () => {
  it.each([
    ['a=2', { a: 2 }],
    ['a = text with = signs', { a: 'text with = signs' }],
    ['a=', { a: null }],
    ['a="5"', { a: '5' }],
    ['a=75%', { a: '75%' }],
    ['b.c[1]=5', { b: { c: [1, 5] } }],
    ['b.c[2]=3', { b: { c: [1, 2, 3] } }],
    ['b.d={ e: [x] }', { b: { c: [1, 2], d: { e: ['x'] } } }],
    ['empty.x[0].y=1', { empty: { x: [{ y: 1 }] } }],
    ['new.x=1', { new: { x: 1 } }],
    ['b=~', { b: null }],
  ])('applies %s', (override, changed) => {
    const { value, issues } = apply(override);
    expect(issues).toEqual([]);
    expect(value).toEqual({ a: 1, b: { c: [1, 2] }, empty: null, ...changed });
  });

  it('applies overrides in the given order', () => {
    expect(apply('a=2', 'a=3', 'empty=[]', 'empty[0]=x').value).toMatchObject({ a: 3, empty: ['x'] });
  });

  it.each([
    ['a', '--set a: Expected a path of keys and [positions], an = sign and a value, found no = sign'],
    [
      'x y=1',
      '--set x y: Expected a path of keys and [positions], an = sign and a value, found the path `x y`',
    ],
    [
      'a[x]=1',
      '--set a[x]: Expected a path of keys and [positions], an = sign and a value, found the path `a[x]`',
    ],
    [
      '[0]=1',
      '--set [0]: Expected a path of keys and [positions], an = sign and a value, found the path `[0]`',
    ],
    ['b.c[3]=1', '--set b.c[3]: Expected a position of at most 2 for `b.c`, found [3]'],
    ['a.x=1', '--set a.x: Expected a mapping for `a`, found the number 1'],
    ['b[0]=1', '--set b[0]: Expected a list for `b`, found a mapping'],
    ['a=[1', '--set a: Expected `]` at the end, indented more than the key, found none'],
    [
      'a=- x',
      '--set a: Expected a single value, or a mapping or list in brackets for `a`, found an indented one',
    ],
    [
      '\u001b[2J=1',
      '--set \\u001b[2J: Expected a path of keys and [positions], an = sign and a value, found the path `\\u001b[2J`',
    ],
  ])('refuses %j and does not change the value', (override, message) => {
    const { value, issues } = apply(override);
    expect(issues).toEqual([message]);
    expect(value).toEqual({ a: 1, b: { c: [1, 2] }, empty: null });
  });

  it('does not change other aliases of the same anchor', () => {
    const { root } = readYaml('a: &x { k: 1 }\nb: *x');
    const changed = root && applyOverrides(root, ['b.k=2']).root;
    expect(changed && JSON.parse(JSON.stringify(plain(changed)))).toEqual({ a: { k: 1 }, b: { k: 2 } });
  });
});
