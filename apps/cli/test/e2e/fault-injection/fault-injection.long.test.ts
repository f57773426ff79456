import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countCalls, type Lane } from './lane.ts';
import {
  type Call,
  ERRORS,
  FOLDERS_ARE_SYNCED,
  ofEachRole,
  POWER_LOSS,
  type Point,
  pointsOf,
  SCENARIOS,
  type ScenarioName,
  type Trouble,
} from './points.ts';
import { makeLanes, sumText, sweep } from './sweep.ts';
import { verdictOfError, verdictOfLoss } from './verdict.ts';

/** BALLAST_FAULT_POINTS: `all`, or the most points of each kind; a kind has at least one of each role. */
const WANTED = process.env.BALLAST_FAULT_POINTS ?? '2';
const MOST = WANTED === 'all' ? Number.POSITIVE_INFINITY : Number(WANTED);
/** A point with a loss of power takes several times as long as another: what reached storage is tried in five ways. */
const MOST_LOSSES = Math.ceil(MOST / 2);
/** BALLAST_TEST_SEED chooses the points: those of the next test are others. */
const SEED = Number(process.env.BALLAST_TEST_SEED ?? Date.now() % 1000);

let lanes: readonly Lane[] & Disposable;
const calls = new Map<ScenarioName, readonly Call[]>();

beforeAll(async () => {
  console.info(`faults: seed ${SEED}`);
  lanes = await makeLanes(Math.max(1, Math.min(4, availableParallelism())));
  const [lane] = lanes;
  for (const scenario of lane === undefined ? [] : SCENARIOS)
    if (lane !== undefined) calls.set(scenario, await countCalls(lane, scenario));
});
afterAll(() => lanes[Symbol.dispose]());

/** From 0 to 1, another one for each kind in each scenario. */
function offsetOf(scenario: ScenarioName, trouble: Trouble): number {
  const kind = [...ERRORS, POWER_LOSS].indexOf(trouble);
  return ((SEED * 37 + SCENARIOS.indexOf(scenario) * 23 + kind * 11) % 100) / 100;
}

/** What a kind of trouble does at some of its points in a scenario. */
async function tried(
  scenario: ScenarioName,
  trouble: Trouble,
  { most, verdict }: { readonly most: number; readonly verdict: Parameters<typeof sweep<Point>>[2] },
): Promise<void> {
  const points = pointsOf(scenario, calls.get(scenario) ?? [], trouble);
  const sum = await sweep(lanes, ofEachRole(points, most, offsetOf(scenario, trouble)), verdict);
  console.info(`${sumText(`${trouble.name}, ${scenario}`, sum)} (of ${points.length})`);
  expect(sum.problems).toEqual([]);
  expect(sum.fired).toBeGreaterThan(0);
  expect([sum.lost, sum.wrongTables]).toEqual([0, 0]);
}

/** The points at which a kind of call of the coordinator on one file fails. */
function pointsOn(file: string, kind: string, scenario: ScenarioName): Point[] {
  const of = (calls.get(scenario) ?? []).filter((call) => call.kind === kind && call.role === 'coordinator');
  return of.flatMap(({ path }, i) =>
    path.endsWith(file)
      ? [{ scenario, role: 'coordinator', at: i + 1, kinds: [kind], what: 'EIO', stays: false }]
      : [],
  );
}

describe.each(SCENARIOS)('with this in the output folder: %s', (scenario) => {
  it.each(ERRORS)('a call that fails with $name costs nothing once the batch is resumed', (trouble) =>
    tried(scenario, trouble, { most: MOST, verdict: verdictOfError }),
  );

  it.runIf(FOLDERS_ARE_SYNCED)('a loss of power costs nothing that was on storage', () =>
    tried(scenario, POWER_LOSS, {
      most: MOST_LOSSES,
      verdict: (lane, point, number) => verdictOfLoss(lane, point, SEED + number),
    }),
  );
});

it('calls that sync the journal and fail leave a batch that ends with code 0 when it is run again', async () => {
  const points = pointsOn('out/journal.ndjson', 'sync', 'more-inputs');
  const sum = await sweep(lanes, points, verdictOfError);
  expect(sum.problems).toEqual([]);
  expect(sum.fired).toBeGreaterThan(1);
});
