/** A summary as the simulator writes it. */
export function messageStats(
  figures: Readonly<Record<string, string | number>> = {},
  title = 'Message stats for scenario made',
): string {
  const all = { ...USUAL, ...figures };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${title}\n${lines.join('\n')}\n`;
}

const USUAL = {
  sim_time: '7200.0000',
  created: 4,
  started: 9,
  relayed: 6,
  aborted: 2,
  dropped: 3,
  removed: 0,
  delivered: 2,
  delivery_prob: '0.5000',
  response_prob: '0.0000',
  overhead_ratio: '2.0000',
  latency_avg: '15.0000',
  latency_med: '20.0000',
  hopcount_avg: '1.5000',
  hopcount_med: 2,
  buffertime_avg: '100.5000',
  buffertime_med: '90.2000',
  rtt_avg: 'NaN',
  rtt_med: 'NaN',
};

/** The same run as a log of events. */
export const EVENT_LOG = `0.1 CONN n1 n2 up
1.0 C n1 M1
1.0 C n1 M2
2.0 C n2 M3
2.0 C n2 M4
3.0 S n1 n2 M1
4989.100000000619 DE n1 n2 M1 R
4989.100000000619 DE n1 n2 M2 D
5000.0 DE n1 n2 M3 D
5000.0 A n1 n2 M4
5001.0 DR n1 M4
5002.0 CONN n1 n2 down
`;

export const DELIVERED = `# time  ID  size  hopcount  deliveryTime  fromHost  toHost  remainingTtl  isResponse  path
11.0000 M2 500 1 10.0000 n1 n2 298 N n1->n2
22.0000 M3 700 2 20.0000 n2 n1 n/a N n2->n3->n1
`;
