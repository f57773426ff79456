import { isFault } from '@ballast/resource-model';
import { extract, planReads, UNPACED, WHOLE } from '@ballast/results-model';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openfast } from '../src/index.ts';
import { Folder } from './support/folder.ts';
import { outb } from './support/outb.ts';

const folder = new Folder();
afterAll(() => folder.remove());

const COLUMN = {
  kind: 'series',
  object: null,
  variable: '*',
  at: null,
  statistics: ['mean'],
  label: null,
  transform: null,
} as const;

const PLAN = planReads([
  {
    name: 'all',
    layout: 'long',
    columns: [
      { ...COLUMN, period: WHOLE },
      { ...COLUMN, period: { kind: 'range', from: 0.4, to: 1 } },
    ],
  },
]);

/** Opens, probes and reads hostile bytes: the outcome must be a fault or a consistent result, with modest memory. */
async function survives(content: Uint8Array): Promise<void> {
  const path = folder.write('hostile', content);
  const before = process.memoryUsage();
  try {
    openfast.probe(path);
  } catch (error) {
    expectFault(error);
  }
  try {
    const file = await openfast.open(path, UNPACED);
    const { facts, series } = await extract(file, PLAN);
    file.close();
    expect(facts.samples).toBeGreaterThan(0);
    expect(series.length).toBe(2 * (facts.series ?? -1));
    for (const { statistics } of series.slice(0, facts.series ?? 0)) {
      if (statistics !== null) expect(statistics.n).toBe(facts.samples);
    }
  } catch (error) {
    expectFault(error);
  }
  const after = process.memoryUsage();
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(64 * 1024 * 1024);
}

function expectFault(error: unknown): void {
  if (isFault(error)) expect(error).toMatchObject({ name: 'FaultError', hint: expect.any(String) });
  else throw error;
}

const valid = [1, 2, 3, 4].map((fileId) => outb({ fileId, times: fileId === 1 ? [0, 9, 18, 27] : [] }));
const anyValid = fc.constantFrom(...valid);
const TEXT = Buffer.from('preamble\n\nTime\tA\tB\n(s)\t(m)\t(kN)\n0\t1.5E+00\t2\n0.5\t-1-101\t3\n1\t**\t4\n');

describe('hostile bytes end in a fault or a sound result', () => {
  it('when they are random', async () => {
    const head = fc.constantFrom([], [1, 0], [2, 0], [3, 0], [4, 0, 10, 0], [0x54, 0x69, 0x6d, 0x65, 0x20]);
    await fc.assert(
      fc.asyncProperty(head, fc.uint8Array({ minLength: 1, maxLength: 400 }), (start, bytes) =>
        survives(Uint8Array.from([...start, ...bytes])),
      ),
      { numRuns: 300 },
    );
  });

  it('when they are a valid file cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...valid, TEXT), fc.nat(), (bytes, cut) =>
        survives(bytes.subarray(0, 1 + (cut % bytes.length))),
      ),
      { numRuns: 300 },
    );
  });

  it('when bits of a valid file are flipped', async () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 7 })), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyValid, fc.constant(TEXT)), flips, (bytes, places) => {
        const damaged = Uint8Array.from(bytes);
        for (const [place, bit] of places) {
          const at = place % damaged.length;
          damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
        }
        return survives(damaged);
      }),
      { numRuns: 600 },
    );
  });

  it('when the counts of a header are anything', async () => {
    const count = fc.oneof(
      fc.integer(),
      fc.integer({ min: -2, max: 70_000 }),
      fc.constantFrom(2 ** 31 - 1, -(2 ** 31)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(1, 2, 3, 4), fc.tuple(count, count, count), (fileId, counts) => {
        const [channels, samples, descriptionLength] = counts;
        return survives(outb({ fileId, channels, samples, descriptionLength }));
      }),
      { numRuns: 300 },
    );
  });
});
