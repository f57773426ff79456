import { noServer } from '@ballast/fleet-nats/testing';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { placeOfAllTests } from '../support/place.ts';
import { judge, type SharedInputs, sharedInputs, TestFleet } from './fleet-batch.ts';
import { FAULTS } from './fleet-faults.ts';

const reason = noServer();
if (reason !== null) console.warn(`faults of a fleet are not tested: ${reason}`);

/** How many times each fault is repeated, and which ones (a name, or a part of several): `FLEET_RUNS=20 FLEET_FAULT=chaos pnpm stress:fleet`. */
const RUNS = Number(process.env.FLEET_RUNS ?? 1);
const WANTED = process.env.FLEET_FAULT ?? '';
/** Those that the short tests have as well. */
const SHORT = new Set(['none', 'kill node']);

const isWanted = (name: string): boolean => (WANTED in FAULTS ? name === WANTED : name.includes(WANTED));

interface Row {
  runs: number;
  seconds: number;
  claimsMore: number;
  orphans: number;
  voided: number;
}

describe.runIf(reason === null)('a batch on a fleet', () => {
  const place = placeOfAllTests();
  const rows: Record<string, Row> = {};
  let inputs: SharedInputs;
  beforeAll(async () => {
    inputs = await sharedInputs(place);
  });
  afterAll(() => console.table(rows));

  const faults = Object.entries(FAULTS).filter(([name]) => isWanted(name) && (RUNS > 1 || !SHORT.has(name)));
  const repeated = faults.flatMap(([name, fault]) =>
    Array.from({ length: RUNS }, (_, i) => [name, i + 1, fault] as const),
  );
  it.each(repeated)(
    'has the tables of a single run after the fault "%s", run %i',
    async (name, run, fault) => {
      const began = performance.now();
      await using fleet = await TestFleet.begin(inputs, `${name.replaceAll(/\W+/g, '-')}-${run}`);
      const figures = await judge(fleet, inputs, await fault(fleet));
      const row = rows[name] ?? { runs: 0, seconds: 0, claimsMore: 0, orphans: 0, voided: 0 };
      rows[name] = {
        runs: row.runs + 1,
        seconds: Math.round(row.seconds + (performance.now() - began) / 1000),
        claimsMore: row.claimsMore + figures.claimsMore,
        orphans: row.orphans + figures.orphans,
        voided: row.voided + figures.voided,
      };
    },
  );
});
