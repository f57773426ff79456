import { bareTinypool, wholePath } from './contenders.ts';

export interface OverheadOptions {
  readonly tasks: number;
  readonly workers: number;
  readonly repeats: number;
}

export interface OverheadResult extends OverheadOptions {
  /** Microseconds per task, for each repeat, in the order of the runs. */
  readonly bare: readonly number[];
  readonly whole: readonly number[];
  /** Median of the paired ratios, and their smallest and largest. */
  readonly ratio: { readonly median: number; readonly least: number; readonly most: number };
}

/** Both contenders take turns, `repeats` times after one short warm-up each. */
export async function measureOverhead(options: OverheadOptions): Promise<OverheadResult> {
  const { tasks, workers, repeats } = options;
  const warmUp = Math.max(100, Math.floor(tasks / 20));
  await bareTinypool(warmUp, workers);
  await wholePath(warmUp, workers);
  const bare: number[] = [];
  const whole: number[] = [];
  const each = (seconds: number): number => (seconds * 1e6) / tasks;
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    if (repeat % 2 === 0) bare.push(each(await bareTinypool(tasks, workers)));
    whole.push(each(await wholePath(tasks, workers)));
    if (repeat % 2 === 1) bare.push(each(await bareTinypool(tasks, workers)));
  }
  const ratios = whole.map((value, i) => value / (bare[i] ?? Number.NaN)).toSorted((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
  return {
    ...options,
    bare,
    whole,
    ratio: { median, least: ratios[0] ?? median, most: ratios.at(-1) ?? median },
  };
}
