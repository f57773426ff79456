import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVERY_OUTCOME, header, journal, ms } from '../../test/journal-builder.ts';
import { TABLE_STATUSES } from '../figures/table-status.ts';
import { journalFigures } from './figures-fold.ts';

const published = JSON.parse(
  readFileSync(new URL('../../schema/figures-v1.schema.json', import.meta.url), 'utf8'),
) as z.core.JSONSchema.JSONSchema;
const schema = z.fromJSONSchema(published);

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

  it('knows every status', () => {
    const { statuses } = journalFigures({ header: header(0), records: [] }).counts;
    expect(Object.keys(statuses).sort()).toEqual([...TABLE_STATUSES].sort());
  });
});
