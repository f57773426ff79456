import { spawn } from 'node:child_process';
import { closeSync, openSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readOrder } from './order.ts';

/**
 * yardstick ORDER: one process per core reads its share of the files into its own memory and computes a fixed number
 * of sines per megabyte, without any code of this project. It uses the machine as a batch does, so if it takes
 * longer than before, the machine is slower.
 */
const PIECE = 2 ** 20;
const SINES = 80_000;
/** Over all processes, so that the shortest case takes long enough to be timed. */
const LEAST_PIECES = 800;

const [order = '', part] = process.argv.slice(2);
if (part === undefined) await everyPart(availableParallelism());
else workOn(Number(part), availableParallelism());

async function everyPart(parts: number): Promise<void> {
  const program = fileURLToPath(import.meta.url);
  const codes = Array.from({ length: parts }, (_, index) => {
    const child = spawn(process.execPath, [program, order, String(index)], {
      stdio: ['ignore', 'ignore', 'inherit'],
      windowsHide: true,
    });
    return new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
  });
  if ((await Promise.all(codes)).some((code) => code !== 0)) process.exitCode = 1;
}

function workOn(part: number, parts: number): void {
  let [sum, pieces] = [0, 0];
  const work = (from: number): void => {
    for (let i = 0; i < SINES; i += 1) sum += Math.sin(from + i);
    pieces += 1;
  };
  const { files } = readOrder(order);
  for (const [at, file] of files.entries()) {
    if (at % parts !== part) continue;
    const held: Buffer[] = [];
    const handle = openSync(file, 'r');
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE);
      if (readSync(handle, piece) === 0) break;
      held.push(piece);
    }
    closeSync(handle);
    for (const piece of held) work(piece[0] ?? 0);
  }
  while (pieces < LEAST_PIECES / parts) work(0);
  process.stdout.write(`${sum}\n`);
}
