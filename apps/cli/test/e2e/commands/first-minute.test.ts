import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ballastAsUsed, temporaryFolder, tool } from '../support/run-ballast.ts';

const folder = temporaryFolder();
const at = (...parts: string[]): string => path.join(folder.path, ...parts);

const BATCH = `version: 1
inputs: ./sims
tables:
  - { name: loads, layout: wide, columns: [TwrBsMyt], statistics: max }
`;

beforeAll(async () => {
  await tool('openfast-files', ['--out', at('sims'), '--files', '2', '--rows', '100']);
  writeFileSync(at('ballast.yml'), BATCH);
  mkdirSync(at('empty'));
});
afterAll(() => folder[Symbol.dispose]());

/** A batch file with something else in it. */
function batchWith(was: string, is: string): string {
  const file = at('other.yml');
  expect(BATCH).toContain(was);
  writeFileSync(file, BATCH.replace(was, is));
  return file;
}

const MISTAKES: readonly (readonly [
  what: string,
  args: () => readonly string[],
  code: number,
  says: string,
])[] = [
  [
    'a result file in place of a batch file',
    () => ['run', at('sims', 'case-0001.outb')],
    3,
    `ballast: FOLDER/sims/case-0001.outb is not a batch file but looks like the results of a simulation (BATCH_UNREADABLE)
  next: \`ballast stats FOLDER/sims/case-0001.outb\` prints its statistics, \`ballast inspect FOLDER/sims/case-0001.outb\` its channels`,
  ],
  [
    'a folder in place of a batch file',
    () => ['run', at('sims')],
    3,
    `ballast: FOLDER/sims is a folder, not a batch file (BATCH_UNREADABLE)
  next: \`ballast init FOLDER/sims\` writes a batch file for it, \`ballast stats FOLDER/sims\` prints statistics without one`,
  ],
  [
    'a batch file that is not there',
    () => ['run', at('balast.yml')],
    3,
    `ballast: there is no batch file FOLDER/balast.yml (BATCH_UNREADABLE)
  next: did you mean FOLDER/ballast.yml?`,
  ],
  [
    'a command that does not exist',
    () => ['rnu', at('ballast.yml')],
    2,
    `error: unknown command 'rnu'
(Did you mean run?)
  next: \`ballast --help\` lists the commands, \`ballast COMMAND --help\` their options`,
  ],
  [
    'an option that does not exist',
    () => ['run', at('ballast.yml'), '--wrokers', '3'],
    2,
    `error: unknown option '--wrokers'
(Did you mean --workers?)
  next: \`ballast --help\` lists the commands, \`ballast COMMAND --help\` their options`,
  ],
  [
    'an input folder that does not exist',
    () => ['run', batchWith('./sims', './simz')],
    3,
    `ballast: FOLDER/other.yml has 1 mistake (BATCH_INVALID)
  FOLDER/other.yml:1:1  No reader is named, and it cannot be found by the inputs: the input folder FOLDER/simz does not exist
  next: correct the batch; \`ballast schema\` prints what it may contain`,
  ],
  [
    'patterns that match nothing',
    () => ['run', batchWith('./sims', './sims/*.out')],
    3,
    `ballast: nothing in FOLDER/sims matches *.out (NO_INPUTS)
  next: correct inputs.directory or inputs.include in the batch file`,
  ],
  [
    'the output in the folder of the inputs',
    () => ['run', at('ballast.yml'), '--out', at('sims', 'out')],
    3,
    `ballast: the output folder FOLDER/sims/out is in the input folder FOLDER/sims (OUTPUT_IN_INPUTS)
  next: choose one outside of it (output in the batch file, or --out), name it ballast-out, or use --allow-output-in-inputs`,
  ],
  [
    'a memory budget of nothing',
    () => ['run', at('ballast.yml'), '--memory', '10MiB'],
    3,
    `ballast: a memory budget of 10.N MiB leaves nothing for workers: this process needs N MiB itself (MEMORY_TOO_SMALL)
  next: set resources.memory or --memory to at least N MiB, or leave it out`,
  ],
  [
    'a statistic that does not exist',
    () => ['run', batchWith('statistics: max', 'statistics: [Mxa]')],
    3,
    `ballast: FOLDER/other.yml has 1 mistake (BATCH_INVALID)
  FOLDER/other.yml:4:68  Expected one of n, min, tMin, max, tMax, mean, std, std1, rms, skew, kurt, absmax, integral, travel, duration, a quantile such as p99, or a mapping with del or damage for \`tables[0].columns[0].statistics[0]\`, found the text \`Mxa\` (did you mean \`max\`?)
  next: correct the batch; \`ballast schema\` prints what it may contain`,
  ],
];

describe('a mistake of the first minute', () => {
  it.each(MISTAKES)('%s: says what to do', async (_, args, code, says) => {
    const ended = await ballastAsUsed(args());
    const seen = ended.stderr
      .replaceAll(folder.path, 'FOLDER')
      .replaceAll('\\', '/')
      .replaceAll(/\b\d+ MiB/g, 'N MiB')
      .trimEnd();
    expect(seen).toBe(says);
    expect(ended.stdout).toBe('');
    expect(ended.code).toBe(code);
  });

  it('without a batch file in the folder names the command that writes one', async () => {
    const ended = await ballastAsUsed(['run', at('empty', 'ballast.yml')]);
    expect(ended.code).toBe(3);
    expect(ended.stderr).toContain('`ballast init` writes one for the results in a folder');
  });
});
