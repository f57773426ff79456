import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type InputWatch, QUIET, watchInput } from './input-watch.ts';

const SIZE = 300_000;
const CHANGED = expect.objectContaining({ code: 'INPUT_CHANGED', class: 'input-changed' });
/** Long after everything that a test writes. */
const LATER = (): number => Date.now() + 3_600_000;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-watch-'));
  file = path.join(folder, 'input');
  writeFileSync(file, Buffer.alloc(SIZE, 1));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function overwrite(position: number): void {
  const opened = openSync(file, 'r+');
  writeSync(opened, Buffer.from([2]), 0, 1, position);
  closeSync(opened);
}

/** Watches a file whose last write is long ago. */
async function watchedOld(): Promise<InputWatch> {
  const watch = watchInput(file, LATER);
  await watch.begin();
  return watch;
}

const failing = (): Promise<never> => Promise.reject(new Error('it ends early'));

describe('a watched input', () => {
  it('that stays unchanged leaves results and errors unchanged', async () => {
    const watch = await watchedOld();
    expect(await watch.during(() => Promise.resolve(7))).toBe(7);
    await expect(watch.during(failing)).rejects.toThrow('it ends early');
    await watch.check();
  });

  it('that grows explains a failed read, and invalidates a successful one', async () => {
    const watch = await watchedOld();
    appendFileSync(file, 'more');
    await expect(watch.during(failing)).rejects.toThrow(CHANGED);
    await expect(watch.check()).rejects.toThrow(/went from 300000 to 300004 bytes while it was read/);
  });

  it('that is gone invalidates what was read, and leaves the error of a failed read unchanged', async () => {
    const watch = await watchedOld();
    rmSync(file);
    await expect(watch.during(failing)).rejects.toThrow('it ends early');
    await expect(watch.check()).rejects.toThrow(
      expect.objectContaining({ code: 'INPUT_UNAVAILABLE', class: 'input-unavailable' }),
    );
  });

  it('that never existed is not compared', async () => {
    const watch = watchInput(path.join(folder, 'nothing'));
    await watch.begin();
    await watch.check();
  });

  it.runIf(process.platform !== 'win32')(
    'that is written to in place is found even if its time is set back',
    async () => {
      utimesSync(file, 1e9, 1e9);
      const watch = await watchedOld();
      // As an archive or a copy that keeps times does.
      await new Promise((resolve) => setTimeout(resolve, 20));
      overwrite(SIZE / 2);
      utimesSync(file, 1e9, 1e9);
      expect(statSync(file)).toMatchObject({ size: SIZE, mtimeMs: 1e12 });
      await expect(watch.check()).rejects.toThrow(/was written to while it was read/);
    },
  );
});

describe('an input that was written to lately', () => {
  it('is read only once it was left alone long enough for a further write to have another time', async () => {
    const watch = watchInput(file);
    await watch.begin();
    expect(Date.now() - statSync(file).mtimeMs).toBeGreaterThanOrEqual(QUIET);
    overwrite(SIZE / 2);
    await expect(watch.check()).rejects.toThrow(CHANGED);
  });

  it('makes its reader wait even if the clock of its storage is ahead, but not if that clock says that it is old', async () => {
    const ahead = watchInput(file, () => Date.now() - 3_600_000);
    const began = performance.now();
    await ahead.begin();
    expect(performance.now() - began).toBeGreaterThanOrEqual(QUIET);
    await ahead.check();
    utimesSync(file, new Date(), new Date());
    const old = performance.now();
    await watchInput(file, LATER).begin();
    expect(performance.now() - old).toBeLessThan(QUIET);
  });

  it('is unstable if its writer does not pause', async () => {
    const writing = setInterval(() => overwrite(SIZE / 2), 20);
    onTestFinished(() => clearInterval(writing));
    const watch = watchInput(file);
    await expect(watch.begin()).rejects.toThrow(/was still being written to: it was not left alone for 2 s/);
  });
});
