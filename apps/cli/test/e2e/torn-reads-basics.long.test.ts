import { expect, it } from 'vitest';
import { temporaryFolder } from './run-ballast.ts';
import { readWhileRewritten } from './torn-reads.ts';

it('inputs that are rewritten in place while they are read never give a mixture of their states', async () => {
  using folder = temporaryFolder();
  const { reads, mixtures, statuses } = await readWhileRewritten(folder.path, 10, 10);
  expect({ reads, mixtures }).toEqual({ reads: 10, mixtures: 0 });
  expect(['succeeded', 'unstable-input']).toEqual(expect.arrayContaining(Object.keys(statuses)));
});
