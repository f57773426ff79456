import { closeSync, openSync, readSync } from 'node:fs';
import { readOrder } from './order.ts';

/**
 * yardstick ORDER: reads every file once and computes a fixed number of sines for each megabyte, with nothing of this project's
 * in it. What it takes longer than at another time is the machine's doing.
 */
const PIECE = 2 ** 20;
const SINES = 40_000;
/** So that the shortest case takes long enough to be timed. */
const LEAST_PIECES = 800;

const { files } = readOrder(process.argv[2] ?? '');
const buffer = Buffer.allocUnsafe(PIECE);
let [sum, pieces] = [0, 0];
for (const file of files) {
  const handle = openSync(file, 'r');
  for (let bytes = readSync(handle, buffer); bytes > 0; bytes = readSync(handle, buffer))
    work(buffer[0] ?? 0);
  closeSync(handle);
}
while (pieces < LEAST_PIECES) work(0);
process.stdout.write(`${sum}\n`);

function work(from: number): void {
  for (let i = 0; i < SINES; i += 1) sum += Math.sin(from + i);
  pieces += 1;
}
