import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROUTERS = ['EpidemicRouter', 'FirstContactRouter', 'SprayAndWait6Router'];
const TTLS = [60, 83, 104, 120, 133, 154, 168, 180, 220, 240, 275, 290, 300];
const BUFFERS = [5, 9, 15, 22, 34, 43, 57, 60, 77, 92, 100];

/** Writes summaries of made-up runs, always the same: every router, TTL and buffer with as many seeds as it takes. */
export function makeReports(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  let state = 12345;
  const random = (): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < count; i += 1) {
    const router = ROUTERS[i % ROUTERS.length] ?? '';
    const ttl = TTLS[Math.floor(i / ROUTERS.length) % TTLS.length] ?? 0;
    const buffer = BUFFERS[Math.floor(i / (ROUTERS.length * TTLS.length)) % BUFFERS.length] ?? 0;
    const seed = 1 + Math.floor(i / (ROUTERS.length * TTLS.length * BUFFERS.length));
    const scenario = `TEST_${router}_${seed}_${ttl}_${buffer}M`;
    const file = path.join(folder, `${scenario}_MessageStatsReport.txt`);
    writeFileSync(file, summary(scenario, random));
    // Workers wait for a file that was written to just now.
    utimesSync(file, 1e9, 1e9);
  }
}

function summary(scenario: string, random: () => number): string {
  const created = 20_503;
  const delivered = Math.floor(created * (0.1 + 0.8 * random()));
  const relayed = Math.floor(delivered * (20 + 60 * random()));
  const between = (least: number, most: number): string => (least + (most - least) * random()).toFixed(4);
  return `Message stats for scenario ${scenario}
sim_time: 604800.0999
created: ${created}
started: ${2 * relayed}
relayed: ${relayed}
aborted: ${Math.floor(relayed * 0.9)}
dropped: ${Math.floor(relayed * 1.1)}
removed: 0
delivered: ${delivered}
delivery_prob: ${(delivered / created).toFixed(4)}
response_prob: 0.0000
overhead_ratio: ${((relayed - delivered) / delivered).toFixed(4)}
latency_avg: ${between(2000, 9000)}
latency_med: ${between(2000, 9000)}
hopcount_avg: ${between(2, 5)}
hopcount_med: ${2 + Math.floor(3 * random())}
buffertime_avg: ${between(900, 6000)}
buffertime_med: ${between(900, 6000)}
rtt_avg: NaN
rtt_med: NaN
`;
}
