import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packed } from './pack.ts';
import type { RawRecord } from './record.ts';
import { leavesOf } from './record-leaves.ts';
import { unpacked } from './unpack.ts';

const leaf = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
);
const key = fc.oneof(
  fc.constantFrom('a', 'b', 'result', '__proto__', '#0', '0', 'x/y', 'a[2]', 'a ', 'length'),
  fc.string({ maxLength: 4 }),
);
const part: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(key, tie('node'), { maxKeys: 3 }),
  ),
})).node;
const type = fc.constantFrom('input', 'admitted', 'settled', 'sample');
const record = fc
  .tuple(
    type,
    fc.dictionary(
      key.filter((name) => name !== 'type'),
      part,
      { maxKeys: 5 },
    ),
  )
  .map(([name, fields]) => ({ type: name, ...fields }) as RawRecord);
/** Records as a scheduler writes them: many of one shape, with a field that is there or not. */
const similar = fc
  .array(
    fc.record(
      {
        task: fc.nat(),
        size: leaf,
        of: fc.record({ name: fc.string(), notes: fc.constant([]) }),
        late: fc.nat(),
      },
      { requiredKeys: ['task', 'of'] },
    ),
    { maxLength: 150 },
  )
  .map((all) => all.map((one) => ({ type: 'settled', ...one }) as unknown as RawRecord));

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let i = 1; i < depth; i += 1) value = [value];
  return value;
}

/** Two shapes whose names look alike. */
const alike = fc.array(fc.boolean(), { minLength: 16, maxLength: 40 }).map((all) =>
  all.map((isList, task) => {
    const details = isList ? { 'k[2]': { x: task } } : { k: [task, 2] };
    return { type: 'settled', task, details } as unknown as RawRecord;
  }),
);

function back(records: readonly RawRecord[]): unknown[] {
  const lines = JSON.parse(JSON.stringify(packed(records))) as RawRecord[];
  return lines.flatMap((line) => unpacked(line) ?? [line]);
}

describe('several records in a line', () => {
  it('come back as they were, in their order', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(record, { maxLength: 30 }), similar, alike), (records) => {
        expect(back(records)).toEqual(JSON.parse(JSON.stringify(records)));
      }),
      { numRuns: 500 },
    );
  });

  it('take less than half of the bytes if they are similar', () => {
    const records = Array.from({ length: 200 }, (_, task) => ({
      type: 'settled',
      at: 1000,
      task,
      attempt: 1,
      outcome: {
        kind: 'succeeded',
        retry: 'never',
        result: `.ballast/results/ab.results#${task}-1@${task * 900}`,
        notes: [],
      },
      reserved: 76_274_288,
      observedHighWater: null,
    }));
    const lines = packed(records);
    expect(lines).toHaveLength(4);
    expect(JSON.stringify(lines).length).toBeLessThan(0.5 * JSON.stringify(records).length);
  });

  it('are believed only if each value goes to a place that is there', () => {
    const sound = {
      type: 'pack',
      common: { type: 'input', task: null },
      columns: [{ at: [['task']] }],
      rows: [[1], [2]],
    };
    expect(unpacked(sound)).toHaveLength(2);
    const wrong: unknown[] = [
      { ...sound, columns: [{ at: [['other']] }] },
      { ...sound, columns: [{ at: [['__proto__', 'task']] }] },
      { ...sound, rows: [[1, 2]] },
      { ...sound, rows: [[{}]] },
      { ...sound, rows: [1] },
      { ...sound, rows: Array.from({ length: 65 }, () => [1]) },
      { ...sound, columns: [{ at: [['task']], begins: 'a' }] },
      { ...sound, common: { type: 'input', task: null, text: 'x'.repeat(10_000) } },
      { ...sound, columns: [{ at: [['task']], begins: 'x'.repeat(10_000) }], rows: [['a'], ['b']] },
      {
        ...sound,
        common: { type: 'input', task: [1] },
        columns: [{ at: [['task', 'length']] }],
        rows: [[-1]],
      },
      { ...sound, common: { type: 'input', task: [1] }, columns: [{ at: [['task', 1]] }] },
      { ...sound, common: { type: 'input', task: null, deep: nested(20_000) } },
      { ...sound, common: null },
      { ...sound, columns: [null] },
    ];
    for (const [i, one] of wrong.entries()) expect(unpacked(one), `the one with number ${i}`).toBeNull();
  });
});

describe('a record that is taken apart', () => {
  const apart = (of: object, like: object | null): unknown => {
    const { layout, values } = leavesOf(of, like === null ? null : leavesOf(like, null).layout);
    return { keys: layout.keys, shape: layout.shape, values };
  };
  const pair = fc.oneof(
    fc.tuple(record, record),
    similar.filter((all) => all.length > 1).map((all) => [all[0], all[1]] as [RawRecord, RawRecord]),
  );

  it('has the same leaves by whatever layout is tried first', () => {
    const isSame = fc.property(pair, ([one, other]) => {
      expect(apart(one, other)).toEqual(apart(one, null));
    });
    fc.assert(isSame, { numRuns: 1000 });
  });
});
