import { createHash } from 'node:crypto';
import type { ReadPlan } from '@ballast/results-model';

/** Equal for batches that extract the same values. */
export function planHash({ keys, values, links, samples }: ReadPlan): string {
  // A plan of series alone has the key that it had before there was anything else: what was learned stays valid.
  const plain = values.length + links.length + samples.length === 0;
  const text = JSON.stringify(plain ? keys : [keys, values, links, samples]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
