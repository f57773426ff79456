import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/run-ballast.ts';
import { readWhileRewritten } from './torn-reads.ts';

/** BALLAST_TORN_READS=1000 sets another number. */
const { BALLAST_TORN_READS: LONG } = process.env;
const READS = Number(LONG ?? 60);

it('many inputs that are rewritten in place while they are read never give a mixture of their states', async () => {
  using folder = temporaryFolder();
  const { mixtures, whole, statuses } = await readWhileRewritten(folder.path, READS, 20);
  console.info(JSON.stringify(statuses));
  expect(mixtures).toBe(0);
  expect(whole).toBeGreaterThan(0);
  // How many files are not left alone in time depends on the machine: on a fast one it may be none.
  expect(['succeeded', 'unstable-input']).toEqual(expect.arrayContaining(Object.keys(statuses)));
});
