import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countCalls, type Lane } from './lane.ts';
import {
  type Call,
  ERRORS,
  evenly,
  FOLDERS_ARE_SYNCED,
  POWER_LOSS,
  type Point,
  pointsOf,
  SCENARIOS,
  type ScenarioName,
} from './points.ts';
import { makeLanes, sumText, sweep } from './sweep.ts';
import { verdictOfError, verdictOfLoss } from './verdict.ts';

/** Chooses the points; the long test tries many more. */
const SEED = Number(process.env.BALLAST_TEST_SEED ?? Date.now() % 1000);

let lanes: readonly Lane[] & Disposable;
const calls = new Map<ScenarioName, readonly Call[]>();

beforeAll(async () => {
  lanes = await makeLanes(2);
  const [lane] = lanes;
  for (const scenario of lane === undefined ? [] : SCENARIOS)
    if (lane !== undefined) calls.set(scenario, await countCalls(lane, scenario));
});
afterAll(() => lanes[Symbol.dispose]());

const callsOf = (scenario: ScenarioName): readonly Call[] => calls.get(scenario) ?? [];

/** The points at which one kind of call on one file fails. */
function pointsOn(file: string, kind: string, scenario: ScenarioName): Point[] {
  const of = callsOf(scenario).filter((call) => call.kind === kind && call.role === 'coordinator');
  return of.flatMap(({ path }, i) =>
    path.endsWith(file)
      ? [{ scenario, role: 'coordinator', at: i + 1, kinds: [kind], what: 'EIO', stays: false }]
      : [],
  );
}

describe('calls of the file system', () => {
  it('that fail cost nothing once the batch is resumed', async () => {
    const points = ERRORS.map((trouble, i) => {
      const scenario = SCENARIOS[(SEED + i) % SCENARIOS.length] ?? 'new';
      return evenly(pointsOf(scenario, callsOf(scenario), trouble), 1, ((SEED * 37 + i * 11) % 100) / 100);
    });
    const sum = await sweep(lanes, points.flat(), verdictOfError);
    console.info(sumText(`errors, seed ${SEED}`, sum));
    expect(sum.problems).toEqual([]);
    expect(sum.points).toBe(ERRORS.length);
  });

  it('that sync the journal and fail leave a batch that ends with code 0 when it is run again', async () => {
    const points = pointsOn('out/journal.ndjson', 'sync', 'more-inputs');
    const sum = await sweep(lanes, points, verdictOfError);
    expect(sum.problems).toEqual([]);
    expect(sum.fired).toBeGreaterThan(1);
  });

  it.runIf(FOLDERS_ARE_SYNCED)(
    'at which the machine loses power cost nothing that was on storage',
    async () => {
      const scenario = SCENARIOS[SEED % SCENARIOS.length] ?? 'new';
      const points = evenly(pointsOf(scenario, callsOf(scenario), POWER_LOSS), 2, ((SEED * 37) % 100) / 100);
      const sum = await sweep(lanes, points, (lane, point) => verdictOfLoss(lane, point, SEED));
      console.info(sumText(`power loss, seed ${SEED}`, sum));
      expect(sum.problems).toEqual([]);
      expect(sum.points).toBe(2);
    },
  );
});
