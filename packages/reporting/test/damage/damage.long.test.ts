import { describe, expect, it } from 'vitest';
import { damageProperties } from './damage-properties.ts';

/** Far more than any of these journals needs, far less than a leak or one huge allocation would take. */
const MOST_BYTES = 500e6;

describe('journals that are not as they were written, very many of them', () => {
  const before = process.memoryUsage().rss;
  damageProperties(25_000);

  it('take no more memory than small journals do', () => {
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_BYTES);
  });
});
