import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { startFenceGuard } from '../../src/node/fence-guard.ts';
import { fenceLine, parseFence } from '../../src/node/fence-message.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/node/fence-guard-process.js', import.meta.url));
const FOR_EVER = ['-e', 'setInterval(() => undefined, 1000)'];

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function worker(): { readonly pid: number; readonly ended: Promise<NodeJS.Signals | null> } {
  const child = spawn(process.execPath, FOR_EVER, { stdio: 'ignore' });
  started.push(child);
  return {
    pid: child.pid ?? 0,
    ended: new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal))),
  };
}

describe('the guard of a fence', () => {
  it('ends the processes that use seats once the fence has passed, and no others', async () => {
    const [first, second] = [worker(), worker()];
    const guard = startFenceGuard(PROGRAM);
    guard.set(performance.now() + 300, [first.pid]);
    await first.ended;
    expect(process.kill(second.pid, 0)).toBe(true);
    guard.close();
  });

  it('waits as long as the fence is moved on', async () => {
    const one = worker();
    const guard = startFenceGuard(PROGRAM);
    guard.set(performance.now() + 60_000, [one.pid]);
    const other = worker();
    guard.set(performance.now() + 60_000, [one.pid, other.pid]);
    expect(process.kill(one.pid, 0)).toBe(true);
    guard.set(performance.now(), [one.pid, other.pid]);
    await Promise.all([one.ended, other.ended]);
    guard.close();
  });
});

describe('what the guard reads', () => {
  it('is what was written, and nothing else', () => {
    const fence = fc.record({
      until: fc.bigInt({ min: 0n, max: 10n ** 18n }),
      pids: fc.array(fc.integer({ min: 1, max: 4_000_000 })),
    });
    fc.assert(
      fc.property(fence, (one) => {
        expect(parseFence(fenceLine(one).trimEnd())).toEqual(one);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (line) => {
        const found = parseFence(line);
        for (const pid of found?.pids ?? []) expect(Number.isInteger(pid)).toBe(true);
      }),
    );
  });
});
