import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVERY_OUTCOME, header, journal, ms } from '../../test/journal-builder.ts';
import { TABLE_STATUSES } from '../figures/table-status.ts';
import type { Additions, Variant } from './additions.ts';
import { journalFigures } from './figures-fold.ts';

const published = JSON.parse(
  readFileSync(new URL('../../schema/figures-v1.schema.json', import.meta.url), 'utf8'),
) as z.core.JSONSchema.JSONSchema;
const schema = z.fromJSONSchema(published);

const VARIANT: Variant = {
  id: 'now',
  words: 'this machine',
  seconds: 1,
  boundBy: 'task',
  secondsOverBudget: 0,
  killed: 0,
};
const CURVE = [1, null];
const EXTREME = { task: 0, file: 'a', value: 1, at: null };
const CHANGE = { name: 'Took', unit: '', before: 1, now: 2, beforeText: '1', nowText: '2' };

const ADDITIONS: Additions = {
  presentation: { title: 'a', client: null, logo: null, notes: null },
  whatIf: { simulated: 1, of: 1, now: VARIANT, nowRatio: 1, variants: [VARIANT], says: '' },
  results: {
    files: 1,
    channels: [
      {
        ...{ name: 'a', unit: '', period: '', files: 1, min: 1, mean: null, max: 1, std: 1 },
        curves: [{ min: CURVE, mean: CURVE, max: CURVE }],
        largest: [EXTREME],
        smallest: [EXTREME],
        reductions: [{ label: 'del4', unit: '', files: 1, mean: 1, max: 1, file: 'a' }],
      },
    ],
    against: [{ name: 'a', unit: '', x: CURVE, task: CURVE, count: [1, 1] }],
    along: [
      {
        ...{ name: 'a', unit: '', files: 1, arclength: [0, 1], min: CURVE, mean: CURVE, max: CURVE },
        ...{ lower: CURVE, upper: CURVE, fileOfMax: 'a', fileOfMin: 'a' },
      },
    ],
    spectra: [{ name: 'a', unit: '', lines: [{ file: 'a', frequency: [0], density: [1] }] }],
    cycles: [{ name: 'a', unit: '', files: 1, bins: [{ from: 0, until: 1, count: 2 }] }],
    doubts: ['a'],
    leftOut: ['a'],
  },
  baseline: {
    ...{ batch: 'a', folder: 'b', startedAt: '', tolerance: { figures: 0, results: 0 }, compared: 1 },
    figures: [{ ...CHANGE, change: null, resource: null }],
    results: [{ ...CHANGE, change: 1, resource: 'memory' }],
    onlyHere: ['a'],
    onlyThere: ['b'],
    says: '',
  },
  definitions: [{ table: 'a', column: 'b', definition: 'c' }],
  outputs: [{ name: 'a', bytes: 1, sha256: 'b' }],
  pictures: { shown: [{ name: 'a', title: 'b', caption: 'c', source: 'data:,' }], leftOut: 0 },
};

describe('the published schema of the figures', () => {
  it('fits figures with every outcome, and refuses a field that it does not know', () => {
    const built = journal();
    for (const [task, outcome] of EVERY_OUTCOME.entries())
      built
        .input(`${task}.out`)
        .admitted(task, task)
        .settled(task + 1, task, outcome);
    built.add({ type: 'worker-lost', at: ms(9), worker: 1, exitCode: 1, signal: null }).ended(9);
    const { records } = built;
    const figures = journalFigures({ header: header(EVERY_OUTCOME.length), records });
    const asJson: unknown = JSON.parse(JSON.stringify(figures));
    expect(schema.safeParse(asJson).error?.issues ?? []).toEqual([]);
    expect(schema.safeParse({ ...figures, more: 1 }).success).toBe(false);
    expect(schema.safeParse({ ...figures, makespan: 'long' }).success).toBe(false);
  });

  it('fits everything that may be added to the figures of a journal', () => {
    const asJson: unknown = JSON.parse(
      JSON.stringify({ ...journalFigures({ header: header(0), records: [] }), ...ADDITIONS }),
    );
    expect(schema.safeParse(asJson).error?.issues ?? []).toEqual([]);
  });

  it('knows every status', () => {
    const { statuses } = journalFigures({ header: header(0), records: [] }).counts;
    expect(Object.keys(statuses).sort()).toEqual([...TABLE_STATUSES].sort());
  });
});
