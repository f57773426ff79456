import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { awaitWorkPlan } from './work-plan.ts';

describe('the work plan that a worker reads', () => {
  it('is awaited if somebody removed it: the coordinator writes it again', async () => {
    const file = path.join(temporaryFolder(), 'plan.json');
    const plan = awaitWorkPlan({ path: file, hash: null });
    setTimeout(() => writeFileSync(file, '{"reader":"openfast"}'), 150);
    expect(await plan).toEqual({ reader: 'openfast' });
  });

  it('is a fault of the output, not of the input, if it does not come back or is damaged', async () => {
    const file = path.join(temporaryFolder(), 'plan.json');
    const unreadable = { code: 'PLAN_DAMAGED', class: 'output', message: expect.stringContaining(file) };
    await expect(awaitWorkPlan({ path: file, hash: null }, 0)).rejects.toMatchObject(unreadable);
    writeFileSync(file, '{"reader":');
    await expect(awaitWorkPlan({ path: file, hash: null })).rejects.toMatchObject(unreadable);
  });
});
