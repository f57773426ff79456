import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countCalls, type Lane } from './lane.ts';
import {
  type Call,
  ERRORS,
  evenly,
  FOLDERS_ARE_SYNCED,
  POWER_LOSS,
  pointsOf,
  SCENARIOS,
  type ScenarioName,
} from './points.ts';
import { makeLanes, sumText, sweep } from './sweep.ts';
import { verdictOfError, verdictOfLoss } from './verdict.ts';

/** BALLAST_FAULT_POINTS: `all`, or the most points of each kind. */
const WANTED = process.env.BALLAST_FAULT_POINTS ?? '10';
const MOST = WANTED === 'all' ? Number.POSITIVE_INFINITY : Number(WANTED);

let lanes: readonly Lane[] & Disposable;
const calls = new Map<ScenarioName, readonly Call[]>();

beforeAll(async () => {
  lanes = await makeLanes(Math.max(1, Math.min(4, availableParallelism())));
  const [lane] = lanes;
  for (const scenario of lane === undefined ? [] : SCENARIOS)
    if (lane !== undefined) calls.set(scenario, await countCalls(lane, scenario));
});
afterAll(() => lanes[Symbol.dispose]());

describe.each(SCENARIOS)('with this in the output folder: %s', (scenario) => {
  it.each(ERRORS)('a call that fails with $name costs nothing once the batch is resumed', async (trouble) => {
    const points = pointsOf(scenario, calls.get(scenario) ?? [], trouble);
    const sum = await sweep(lanes, evenly(points, MOST), verdictOfError);
    console.info(`${sumText(`${trouble.name}, ${scenario}`, sum)} (of ${points.length})`);
    expect(sum.problems).toEqual([]);
    expect(sum.fired).toBeGreaterThan(0);
    expect([sum.lost, sum.wrongTables]).toEqual([0, 0]);
  });

  it.runIf(FOLDERS_ARE_SYNCED)('a loss of power costs nothing that was on storage', async () => {
    const points = pointsOf(scenario, calls.get(scenario) ?? [], POWER_LOSS);
    const sum = await sweep(lanes, evenly(points, MOST), verdictOfLoss);
    console.info(`${sumText(`power loss, ${scenario}`, sum)} (of ${points.length})`);
    expect(sum.problems).toEqual([]);
    expect(sum.fired).toBeGreaterThan(0);
    expect([sum.lost, sum.wrongTables]).toEqual([0, 0]);
  });
});
