// A process of its own: joins a board that is full, and tells how long it took to know it and what memory that needed.
import { setTimeout as pause } from 'node:timers/promises';
import { driveMember } from '@ballast/fleet';
import { natsLog } from '@ballast/fleet-nats';

const [server = '', id = '', tasks = '0'] = process.argv.slice(2);
const started = performance.now();
const log = await natsLog({ server, id });
const driven = driveMember({
  config: {
    ...{ node: 'newcomer', process: 'newcomer-1', sign: 2000, fence: 15_000, silence: 30_000 },
    ...{ budget: 8e9, cores: 8 },
  },
  log,
  order: () => undefined,
});
const { board } = driven.member;
const isReady = (): boolean =>
  board.tasks.size === Number(tasks) &&
  [...board.tasks.values()].every(({ record }) => record.type === 'settled') &&
  driven.member.isJoined;
while (!isReady()) await pause(50);
const seconds = (performance.now() - started) / 1000;
const { maxRSS } = process.resourceUsage();
process.stdout.write(`${JSON.stringify({ seconds, highWaterBytes: maxRSS * 1024 })}\n`);
await driven.stop();
await log.close();
