import { describe, expect, it } from 'vitest';
import { ownProcesses } from '../../src/worker-pool/own-process.ts';
import type { ProcessTrees } from '../../src/worker-pool/process-tree.ts';
import { first, MODULE, runningModule, until } from '../support/runners.ts';

/** Trees whose processes are contained once the test says so. */
function contained(): { readonly trees: ProcessTrees; readonly contain: () => void } {
  let contain: () => void = () => undefined;
  const isContained = new Promise<void>((resolve) => {
    contain = resolve;
  });
  const own = ownProcesses();
  return { trees: { ...own, adopt: (pid) => ({ ...own.adopt(pid), contained: isContained }) }, contain };
}

describe('a worker whose memory is to be bounded', () => {
  it('gets its first order, and what follows it, only once its memory counts', async () => {
    const { trees, contain } = contained();
    const { runner, events } = runningModule(MODULE, { trees, behaviours: ['good'] });
    runner.run({ worker: 1, task: 0, attempt: 1, go: false, credit: null });
    runner.go({ worker: 1, task: 0 });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(events.map(({ type }) => type)).toEqual(['worker-started']);
    contain();
    expect((await until(() => first(events, 'attempt-ended'))).end).toMatchObject({ kind: 'succeeded' });
  });
});
