import { openfast } from '@ballast/openfast';
import { extract, planReads, UNPACED } from '@ballast/results-model';
import { tablesFor } from './quantities.ts';
import type { ReduceCost, ReduceOrder } from './reduce.ts';

/** Reads and reduces the file again and again, and reports what one time costs after the warm-up. */
async function reduceOnce({ path, quantity, seconds }: ReduceOrder): Promise<ReduceCost> {
  const plan = planReads(tablesFor(quantity));
  const once = async (): Promise<number> => {
    const file = await openfast.open(path, UNPACED);
    const { facts } = await extract(file, plan);
    file.close();
    return facts.samples * (facts.series ?? 0);
  };
  const until = async (limit: number): Promise<number> => {
    const end = performance.now() + limit * 1000;
    let times = 0;
    do {
      await once();
      times += 1;
    } while (performance.now() < end);
    return times;
  };
  const samples = await once();
  await until(seconds / 3);
  const before = process.cpuUsage();
  const times = await until(seconds);
  const { user, system } = process.cpuUsage(before);
  return {
    nanoseconds: ((user + system) * 1000) / times / samples,
    highWater: process.resourceUsage().maxRSS * 1024,
  };
}

process.on('message', (order: ReduceOrder) => {
  reduceOnce(order).then(
    (cost) => process.send?.(cost, () => process.disconnect()),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
