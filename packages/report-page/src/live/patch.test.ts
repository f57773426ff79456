import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, type Patch, patched, patchOf } from './patch.ts';

const sent = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
const json = fc.jsonValue({ maxDepth: 4 }).map((value) => sent(value) as Json);

describe('a patch', () => {
  it('makes the second value of the first, after a way through JSON', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const patch = patchOf(before, after);
        const result = patch === null ? before : patched(before, sent<Patch>(patch));
        expect(sent(result)).toEqual(after);
      }),
    );
  });

  it('makes a grown and changed column of the one before', () => {
    const column = fc.array(fc.option(fc.integer()), { minLength: 20, maxLength: 200 });
    const change = fc.array(fc.tuple(fc.nat(19), fc.integer()), { maxLength: 5 });
    fc.assert(
      fc.property(column, change, fc.array(fc.integer()), (before, changes, added) => {
        const after = [...before, ...added];
        for (const [place, value] of changes) after[place] = value;
        const patch = patchOf(before, after);
        expect(patch === null ? before : patched(before, sent<Patch>(patch))).toEqual(after);
      }),
    );
  });

  it('of a column of many values has only what has changed', () => {
    const before = Array.from({ length: 10_000 }, (_, i) => i);
    const patch = patchOf({ column: before }, { column: [...before.with(7, -1), 10_000] });
    expect(patch).toEqual({ o: { column: { n: 10_000, i: [7], e: [-1], a: [10_000] } } });
  });

  it('between equal values is null, and a field that is undefined counts as absent', () => {
    expect(patchOf({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toBeNull();
    const without = { a: 1, b: undefined } as unknown as Json;
    expect(patchOf({ a: 1 }, without)).toBeNull();
    expect(patchOf({ a: 1, b: 2 }, without)).toEqual({ o: {}, d: ['b'] });
  });
});
