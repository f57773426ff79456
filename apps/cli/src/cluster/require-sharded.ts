import type { CheckedBatch } from '@ballast/batch';
import { FaultError } from '@ballast/resource-model';

/** Fault NOT_SHARDED for a batch that can only run as a whole. */
export function requireSharded({ configuration, batch }: CheckedBatch): void {
  if (configuration !== undefined) {
    throw new FaultError({
      code: 'NOT_SHARDED',
      message: `${configuration} is a digitalmodel configuration, which runs as a whole`,
      hint: `make a batch file of it: ballast import "${configuration}" > batch.yml`,
      details: { path: configuration },
    });
  }
  if (batch.task === null) return;
  throw new FaultError({
    code: 'NOT_SHARDED',
    message: `the batch ${batch.name} runs a command or a function of its own, which no shard can do`,
    hint: 'run it as a whole, without --shard',
  });
}
