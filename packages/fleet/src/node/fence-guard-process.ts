// A process of its own, which runs on while its node is stopped: it ends the processes that use seats once the fence has passed.
import { createInterface } from 'node:readline';
import { type Fence, GUARD_EVERY, parseFence } from './fence-message.ts';

let fence: Fence | null = parseFence('');
// Ctrl-C is for the node, which finishes what it has.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  fence = parseFence(line) ?? fence;
});
// Its node is gone, and its workers with it.
lines.on('close', () => process.exit());
setInterval(() => {
  if (fence === null || process.hrtime.bigint() < fence.until) return;
  for (const pid of fence.pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
  fence = null;
}, GUARD_EVERY);
