import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfAllTests } from '../support/place.ts';
import { availableMemory, GIB, HAS_PROC, largestResident, MIB } from '../support/resident-memory.ts';
import { jsonLines, quoted, readTable, tool, writeBatch } from '../support/run-ballast.ts';
import { HAS_COMPILER, standInFiles, standInLibrary } from '../support/stand-in.ts';
import { startBallastWith } from '../support/with-environment.ts';

const GROWING_READS = new URL('./growing-reads.mjs', import.meta.url).href;

/** A machine with less memory gets the same batches at a smaller scale. */
const SCALE = Math.min(1, availableMemory() / (6 * GIB));
/** In MiB. The first is short even on a machine with two cores, which has few files in memory at a time. */
const BUDGETS = [0.75, 3].map((gib) => Math.round(gib * 1024 * SCALE));
const FILES = 60;
/** The true factor; one file has twice as much, and the first guess is less than a third of it. */
const FACTOR = 3;
/** What the OpenFAST reader itself holds of a file, as a factor of its size. */
const HELD_BY_READER = 1;
/** In MB; an OpenFAST file of at most 64 MiB is in memory as a whole. */
const OUTB_SIZES = [8, 16, 24, 36, 48, 60];

const CHANNELS = ['PtfmSurge', 'PtfmSway', 'PtfmHeave', 'PtfmRoll', 'PtfmPitch', 'PtfmYaw'];

const place = placeOfAllTests();

interface Reader {
  readonly name: 'orcaflex' | 'openfast';
  readonly settings: string;
  readonly column: string;
  readonly variables: Readonly<Record<string, string>>;
}

const batchText = ({ name, settings, column }: Reader, mebibytes: number): string => `version: 1
batch: memory
reader: ${name}
inputs: { directory: ./sims/${name} }
output: ./out/${name}-${mebibytes}
resources: { memory: ${mebibytes}MiB, memoryFactor: 0.9, net: off }
${settings}
tables:
  - { name: t, layout: wide, columns: [${column}] }
`;

/** Largest sum of resident sets of the batch, in MiB. */
async function largestOf(reader: Reader, mebibytes: number): Promise<number> {
  const batch = writeBatch(place.folder, batchText(reader, mebibytes));
  const { child, ended } = startBallastWith(reader.variables, ['run', batch, '--no-history']);
  const largest = await largestResident(child, ended);
  expect(await ended).toMatchObject({ code: 0 });
  const table = path.join(place.out, `${reader.name}-${mebibytes}`, 'tables', 't.csv');
  expect(readTable(table)).toHaveLength(FILES + 1);
  return largest / MIB;
}

async function neverAbove(reader: Reader): Promise<void> {
  for (const budget of BUDGETS) {
    const largest = await largestOf(reader, budget);
    // Otherwise the batch could not have exceeded it.
    if (budget === BUDGETS[0]) expect(largest).toBeGreaterThan(budget / 2);
    expect(largest).toBeLessThanOrEqual(budget);
  }
}

async function orcaflex(): Promise<Reader> {
  const folder = path.join(place.sims, 'orcaflex');
  const sized = (files: number, min: number, max: number): string[] => [
    '--files',
    String(files),
    '--min',
    `${SCALE * min}MB`,
    '--max',
    `${SCALE * max}MB`,
  ];
  await standInFiles(folder, [...sized(FILES, 8, 120), '--memory-factor', String(FACTOR)]);
  await standInFiles(folder, [...sized(1, 90, 90), '--memory-factor', String(2 * FACTOR), '--prefix', 'odd']);
  return {
    name: 'orcaflex',
    settings: `orcaflex: { library: ${quoted(await standInLibrary())} }`,
    column: '{ object: Line1, variable: Effective Tension, at: { end: A }, statistics: all }',
    variables: {},
  };
}

async function openfast(): Promise<Reader> {
  for (const [i, size] of OUTB_SIZES.entries()) {
    const sized = ['--size', String(Math.round(SCALE * size * 1e6)), '--seed', String(i + 1)];
    const folder = path.join(place.sims, 'openfast', String(size));
    const made = await tool('openfast-files', [
      '--out',
      folder,
      '--files',
      String(FILES / OUTB_SIZES.length),
      ...sized,
    ]);
    expect(jsonLines(made)).toHaveLength(FILES / OUTB_SIZES.length);
  }
  const odd = ['--out', path.join(place.sims, 'openfast', 'odd'), '--size', String(Math.round(SCALE * 55e6))];
  await tool('openfast-files', odd);
  return {
    name: 'openfast',
    settings: '',
    column: CHANNELS.map((name) => `{ variable: ${name}, statistics: all }`).join(', '),
    variables: {
      BALLAST_TEST_GROWTH: JSON.stringify([FACTOR - HELD_BY_READER, 2 * FACTOR - HELD_BY_READER]),
      NODE_OPTIONS: `--import=${GROWING_READS}`,
    },
  };
}

describe.runIf(HAS_PROC)(
  'sixty files that need three times what is expected, and one that needs six times',
  () => {
    it.runIf(HAS_COMPILER)(
      'never hold more than the budget while their memory grows after loading',
      async () => {
        await neverAbove(await orcaflex());
      },
    );

    it('never hold more than the budget while their memory grows as they are read', async () => {
      await neverAbove(await openfast());
    });
  },
);
