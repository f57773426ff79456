import { type Dialect, metricsText, type NamedLive } from '@ballast/reporting';
import type { WatchedBatch } from '../watch/watched-batch.ts';

/** The metrics of batches that are followed; a number distinguishes batches of one name. */
export function metricsOf(watched: readonly WatchedBatch[], dialect: Dialect): string {
  const taken = new Map<string, number>();
  const named: NamedLive[] = [];
  for (const one of watched) {
    const live = one.live();
    if (live === null) continue;
    const { name } = live.figures.batch;
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    named.push({ ...live, name: count === 1 ? name : `${name} #${count}` });
  }
  return metricsText(named, dialect);
}
