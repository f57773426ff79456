import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { journalText } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import { batchOf, prepare, SERIES_TABLE, settleAll, writeInput } from '../../test/small-batch.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { outputFolder } from '../folder/layout.ts';
import type { PreparedBatch } from '../prepare/prepare.ts';
import { findEarlierBatch, readEarlierBatch } from './earlier-batch.ts';

async function ended(): Promise<PreparedBatch> {
  const folder = temporaryFolder();
  writeInput(folder, 'a.out');
  const prepared = await prepare(folder, batchOf([SERIES_TABLE]));
  await settleAll(prepared);
  return prepared;
}

describe('an earlier batch', () => {
  it('is read with its outcomes and the bytes of whole and torn records', async () => {
    const { output, header } = await ended();
    const whole = readFileSync(output.journal).length;
    appendFileSync(output.journal, '{"type":"ad');
    const earlier = readEarlierBatch(output);
    expect(earlier).toMatchObject({ journal: { wholeBytes: whole, tornBytes: 11 }, root: output.root });
    expect(earlier?.header.batchHash).toBe(header.batchHash);
    expect(earlier?.replay.outcomes[0]?.kind).toBe('succeeded');
  });

  it.each([
    ['no journal', (batch: PreparedBatch) => rmSync(batch.output.journal)],
    [
      'a foreign journal',
      (batch: PreparedBatch) => writeFileSync(batch.output.journal, '{"type":"diary"}\n'),
    ],
    ['no plan', (batch: PreparedBatch) => rmSync(batch.output.plan)],
    ['a damaged plan', (batch: PreparedBatch) => writeFileSync(batch.output.plan, '{"plan":')],
    ['a plan of another form', (batch: PreparedBatch) => writeFileSync(batch.output.plan, 'null')],
  ])('does not exist with %s', async (_, spoil) => {
    const batch = await ended();
    spoil(batch);
    expect(readEarlierBatch(batch.output)).toBeNull();
  });

  it('exists with a damaged plan that can be made again, byte for byte', async () => {
    const { output } = await ended();
    const plan = readFileSync(output.plan, 'utf8');
    writeFileSync(output.plan, plan.replace('"samples"', '"sampler"'));
    expect(readEarlierBatch(output)).toBeNull();
    expect(readEarlierBatch(output, () => [`${plan} `])).toBeNull();
    expect(readEarlierBatch(output, () => ['{}', plan])).toMatchObject({
      plan: JSON.parse(plan) as unknown,
      remadePlan: plan,
    });
  });

  it('does not exist in an empty folder', () => {
    expect(readEarlierBatch(outputFolder(temporaryFolder()))).toBeNull();
  });

  it('cannot be used if the header of its journal or its plan is damaged, and the reason is given', async () => {
    const { output } = await ended();
    const whole = readFileSync(output.journal, 'utf8');
    writeFileSync(output.journal, whole.replace('"batch":"', '"batch":"x'));
    expect(findEarlierBatch(output)).toMatchObject({
      earlier: null,
      unusable: { code: 'JOURNAL_DAMAGED', details: { line: 1 } },
    });
    writeFileSync(output.journal, whole);
    writeFileSync(output.plan, '{}');
    expect(findEarlierBatch(output)).toMatchObject({ earlier: null, unusable: { code: 'PLAN_DAMAGED' } });
  });

  it('is refused if a newer version wrote its journal', async () => {
    const { output, header } = await ended();
    writeFileSync(output.journal, journalText([{ ...header, version: 999 }]));
    expect(() => findEarlierBatch(output)).toThrow(
      expect.objectContaining({ code: 'JOURNAL_NEWER', hint: expect.stringContaining('--fresh') }),
    );
  });
});
