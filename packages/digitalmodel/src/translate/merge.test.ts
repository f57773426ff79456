import { type Located, plain, readYaml } from '@ballast/config/yaml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { locatedAt, merged, withMergeKeys } from './merge.ts';

const HERE = { kind: 'override', source: 'test' } as const;

function located(value: unknown): Located {
  return locatedAt(HERE, value);
}

function value(root: Located): unknown {
  return JSON.parse(JSON.stringify(plain(root)));
}

function merge(base: unknown, over: unknown): unknown {
  return value(merged(located(base), located(over)));
}

describe('merged', () => {
  it.each([
    [
      'mappings merge at every depth',
      { a: { b: 1, c: { d: 2 } } },
      { a: { c: { e: 3 } } },
      { a: { b: 1, c: { d: 2, e: 3 } } },
    ],
    ['a list is replaced whole', { a: [1, 2, 3] }, { a: [4] }, { a: [4] }],
    ['an empty list replaces one', { a: [1] }, { a: [] }, { a: [] }],
    ['a scalar is replaced', { a: 1 }, { a: 'x' }, { a: 'x' }],
    ['null replaces a mapping', { a: { b: 1 } }, { a: null }, { a: null }],
    ['an empty mapping changes nothing', { a: { b: 1 }, c: 2 }, { a: {}, c: {} }, { a: { b: 1 }, c: 2 }],
    ['an empty mapping is set if there is no value', { a: 1 }, { b: {} }, { a: 1, b: {} }],
    [
      'a mapping replaces a scalar, a list and nothing',
      { a: 1, b: [1], c: null },
      { a: { x: 1 }, b: { x: 1 }, c: { x: 1 } },
      { a: { x: 1 }, b: { x: 1 }, c: { x: 1 } },
    ],
  ])('%s', (_, base, over, expected) => {
    expect(merge(base, over)).toEqual(expected);
  });

  it('is the same whatever is merged first', () => {
    // Empty mappings and changes of kind are left out: with them the order matters.
    const inner = fc.dictionary(fc.constantFrom('x', 'y'), fc.integer(), { minKeys: 1 });
    const mapping = fc.record(
      { a: inner, b: fc.integer(), c: fc.array(fc.integer()) },
      { requiredKeys: ['b'] },
    );
    fc.assert(
      fc.property(mapping, mapping, mapping, (a, b, c) => {
        const left = merged(merged(located(a), located(b)), located(c));
        const right = merged(located(a), merged(located(b), located(c)));
        expect(value(left)).toEqual(value(right));
      }),
    );
  });

  it('changes neither of the two, so that a template serves any number of columns', () => {
    const template = located({ Command: 'TimeHistory', SimulationPeriod: [0, 10] });
    const before = value(template);
    const first = merged(template, located({ objectExtra: ['End A'], SimulationPeriod: [5] }));
    const second = merged(template, located({ Label: 'second' }));
    expect(value(first)).toMatchObject({ objectExtra: ['End A'], SimulationPeriod: [5] });
    expect(value(second)).toEqual({ Command: 'TimeHistory', SimulationPeriod: [0, 10], Label: 'second' });
    expect(value(template)).toEqual(before);
  });
});

describe('withMergeKeys', () => {
  it('brings in what a mapping itself does not have, the first of several first', () => {
    const { root } = readYaml(
      'x: &x { a: 1, b: 1 }\ny: &y { b: 2, c: 2 }\nz: { <<: [*x, *y], a: 0 }\nw: { <<: *x }\n',
    );
    if (root === null) throw new Error('no root');
    expect(value(withMergeKeys(root))).toMatchObject({ z: { a: 0, b: 1, c: 2 }, w: { a: 1, b: 1 } });
  });
});
