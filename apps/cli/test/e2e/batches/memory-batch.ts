import { quoted } from '../support/run-ballast.ts';

/** A batch whose first guess of memory is a third of the truth. */
export const memoryBatchText = (library: string): string => `version: 1
batch: memory
reader: orcaflex
inputs: { directory: ./sims }
output: ./out
resources: { memory: 1GiB, memoryFactor: 0.9 }
orcaflex: { library: ${quoted(library)} }
tables:
  - { name: t, layout: wide, columns: [{ object: Line1, variable: Effective Tension, at: { end: A }, statistics: all }] }
`;
