import { type Lane, makeLane } from './lane.ts';
import type { Verdict } from './verdict.ts';

/** The sum of what many points showed. */
export interface Sum {
  readonly points: number;
  /** Points whose call was reached. */
  readonly fired: number;
  readonly again: number;
  readonly lost: number;
  readonly wrongTables: number;
  readonly problems: readonly string[];
}

const NOTHING_YET: Sum = { points: 0, fired: 0, again: 0, lost: 0, wrongTables: 0, problems: [] };

/** Tries all points, as many at a time as there are lanes. */
export async function sweep<T>(
  lanes: readonly Lane[],
  points: readonly T[],
  verdict: (lane: Lane, point: T, number: number) => Promise<Verdict>,
): Promise<Sum> {
  let next = 0;
  let sum = NOTHING_YET;
  const work = async (lane: Lane): Promise<void> => {
    for (let number = next++; number < points.length; number = next++) {
      const one = await verdict(lane, points[number] as T, number);
      sum = {
        points: sum.points + 1,
        fired: sum.fired + (one.fired ? 1 : 0),
        again: sum.again + one.again,
        lost: sum.lost + one.lost,
        wrongTables: sum.wrongTables + one.wrongTables,
        problems: [...sum.problems, ...one.problems],
      };
    }
  };
  await Promise.all(lanes.map(work));
  return sum;
}

export async function makeLanes(count: number): Promise<readonly Lane[] & Disposable> {
  const lanes = await Promise.all(Array.from({ length: count }, makeLane));
  return Object.assign(lanes, {
    [Symbol.dispose]: () => {
      for (const lane of lanes) lane[Symbol.dispose]();
    },
  });
}

export function sumText(name: string, { points, fired, again, lost, wrongTables }: Sum): string {
  return `${name}: ${points} points, ${fired} reached, ${again} resumed, ${lost} results lost, ${wrongTables} wrong tables`;
}
