import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { emulatedDisk } from '../../src/platform/emulated-disk.ts';
import { temporaryFolder } from './run-bench.ts';

/** Announces that it is ready, and reads on request: all begin at the same time, however long their starts took. */
const READ_WHOLE = `
  process.stdin.once('data', () => {
    require('node:fs').readFileSync(process.argv[1]);
    process.exit();
  });
  process.stdout.write('ready');
`;
/** A piece in several buffers, at a place and at the file's own. */
const IN_BUFFERS = `
  const { openSync, readvSync } = require('node:fs');
  const file = openSync(process.argv[1]);
  const buffers = () => [Buffer.alloc(60_000), Buffer.alloc(40_000)];
  if (readvSync(file, buffers(), 0) + readvSync(file, buffers(), 100_000) !== 200_000) process.exit(1);
`;
const BYTES = 200_000;
/** Bytes a second: a file takes a second of an arm. */
const RATE = 200_000;

const probe = temporaryFolder();
const reason = (() => {
  using folder = probe;
  const disk = emulatedDisk({ rate: RATE, seek: 0, arms: 1, files: [], folder: folder.path });
  return typeof disk === 'string' ? disk : null;
})();
if (reason !== null) console.warn(`skipped: ${reason}`);

async function readAll(files: readonly string[], env: Readonly<Record<string, string>>): Promise<number> {
  const readers = files.map((file) =>
    spawn(process.execPath, ['-e', READ_WHOLE, file], {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    }),
  );
  await Promise.all(readers.map(({ stdout }) => once(stdout, 'data')));
  const began = performance.now();
  for (const { stdin } of readers) stdin.write('go');
  const codes = await Promise.all(readers.map(async (reader) => (await once(reader, 'close'))[0] as unknown));
  expect(codes).toEqual(files.map(() => 0));
  return (performance.now() - began) / 1000;
}

describe.runIf(reason === null)('an emulated disk', () => {
  it.each([1, 3])('with %i arms gives no more than they have', async (arms) => {
    using folder = temporaryFolder();
    const files = [0, 1, 2].map((i) => path.join(folder.path, `${i}.bin`));
    for (const file of files) writeFileSync(file, Buffer.alloc(BYTES, 1));
    const disk = emulatedDisk({ rate: RATE, seek: 20, arms, files, folder: folder.path });
    if (typeof disk === 'string') throw new Error(disk);
    const seconds = await readAll(files, disk.env);
    expect(disk.given()).toBe(3 * BYTES);
    // A lower bound; how much more it takes depends on the machine.
    expect(seconds).toBeGreaterThan(3 / arms);
    expect(armsUsed(path.join(folder.path, `disk-${process.pid}`))).toBe(arms);
    // The second time everything is in memory.
    await readAll(files, disk.env);
    expect(disk.given()).toBe(3 * BYTES);
    disk.reset();
    expect(disk.given()).toBe(0);
    disk.dispose();
  });

  it('also gives what is read into several buffers at once', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'a.bin');
    writeFileSync(file, Buffer.alloc(BYTES, 1));
    const disk = emulatedDisk({ rate: 10 * RATE, seek: 0, arms: 1, files: [file], folder: folder.path });
    if (typeof disk === 'string') throw new Error(disk);
    const done = spawnSync(process.execPath, ['-e', IN_BUFFERS, file], {
      env: { ...process.env, ...disk.env },
    });
    expect(done.status).toBe(0);
    expect(disk.given()).toBe(BYTES);
    disk.dispose();
  });
});

/** Arms that have read a file: the second of the two words of each arm, which follow the first five. */
function armsUsed(state: string): number {
  const words = new BigUint64Array(new Uint8Array(readFileSync(state)).buffer);
  return Array.from({ length: 64 }, (_, arm) => words[5 + 2 * arm + 1] ?? 0n).filter((at) => at > 0n).length;
}
