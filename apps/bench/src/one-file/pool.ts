import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readOrder } from './order.ts';

/**
 * A pool in fifty lines: pool ORDER WORKERS START-FIRST SECONDS. Workers live as long as there are files, and the next
 * file goes to any free one; nothing limits memory or loads. With START-FIRST 1 all workers start before the first file,
 * one after the other, each taking at least SECONDS; else there are no more workers than files.
 */
const [orderFile = '', workers = '1', startFirst = '0', seconds = '0'] = process.argv.slice(2);
const { files } = readOrder(orderFile);
const left = [...files];
const wanted = startFirst === '1' ? Number(workers) : Math.min(Number(workers), files.length);

const started: ChildProcess[] = [];
for (let i = 0; i < wanted; i += 1) {
  const worker = startWorker();
  started.push(worker);
  if (startFirst === '1') await Promise.all([once(worker, 'message'), wait(Number(seconds) * 1000)]);
}
await Promise.all(started.map((worker) => serve(worker, startFirst === '1')));

function startWorker(): ChildProcess {
  return fork(fileURLToPath(new URL('./pool-worker.js', import.meta.url)), [orderFile]);
}

function serve(worker: ChildProcess, isReady: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (): void => {
      const file = left.shift();
      if (file === undefined) worker.disconnect();
      else worker.send(file);
    };
    worker.on('error', reject);
    worker.on('message', next);
    // Not `close`, which is not emitted after this side has disconnected.
    worker.on('exit', (code) => {
      if (code !== 0) process.exitCode = 1;
      resolve();
    });
    if (isReady) next();
  });
}
