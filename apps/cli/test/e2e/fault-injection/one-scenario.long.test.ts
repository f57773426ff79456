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
  type ScenarioName,
} from './points.ts';
import { makeLanes, sumText, sweep } from './sweep.ts';
import { verdictOfError, verdictOfLoss } from './verdict.ts';

/** Chooses the points; the long test tries many more. */
const SEED = Number(process.env.BALLAST_TEST_SEED ?? Date.now() % 1000);

/** Has every kind of write, and runs in every short test: counting the calls of a scenario takes a whole run. */
const SCENARIO: ScenarioName = 'more-inputs';

let lanes: readonly Lane[] & Disposable;
let calls: readonly Call[] = [];

beforeAll(async () => {
  lanes = await makeLanes(2);
  const [lane] = lanes;
  if (lane !== undefined) calls = await countCalls(lane, SCENARIO);
});
afterAll(() => lanes[Symbol.dispose]());

/** The points at which one kind of call on one file fails. */
function pointsOn(file: string, kind: string): Point[] {
  const of = calls.filter((call) => call.kind === kind && call.role === 'coordinator');
  return of.flatMap(({ path }, i) =>
    path.endsWith(file)
      ? [{ scenario: SCENARIO, role: 'coordinator', at: i + 1, kinds: [kind], what: 'EIO', stays: false }]
      : [],
  );
}

describe('calls of the file system', () => {
  it('that fail cost nothing once the batch is resumed', async () => {
    const points = ERRORS.map((trouble, i) =>
      evenly(pointsOf(SCENARIO, calls, trouble), 1, ((SEED * 37 + i * 11) % 100) / 100),
    );
    const sum = await sweep(lanes, points.flat(), verdictOfError);
    console.info(sumText(`errors, seed ${SEED}`, sum));
    expect(sum.problems).toEqual([]);
    expect(sum.points).toBe(ERRORS.length);
  });

  it('that sync the journal and fail leave a batch that ends with code 0 when it is run again', async () => {
    const points = pointsOn('out/journal.ndjson', 'sync');
    const sum = await sweep(lanes, points, verdictOfError);
    expect(sum.problems).toEqual([]);
    expect(sum.fired).toBeGreaterThan(1);
  });

  it.runIf(FOLDERS_ARE_SYNCED)(
    'at which the machine loses power cost nothing that was on storage',
    async () => {
      const points = evenly(pointsOf(SCENARIO, calls, POWER_LOSS), 1, ((SEED * 37) % 100) / 100);
      const sum = await sweep(lanes, points, (lane, point) => verdictOfLoss(lane, point, SEED));
      console.info(sumText(`power loss, seed ${SEED}`, sum));
      expect(sum.problems).toEqual([]);
      expect(sum.points).toBe(1);
    },
  );
});
