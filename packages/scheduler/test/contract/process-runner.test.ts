import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { first, isAlive, running, runningModule, temporaryFolder, until } from '../support/runners.ts';

/** Events that only a load above the limit of short loads causes. */
const SLOW_LOAD: ReadonlySet<string> = new Set(['loaded', 'settled-in']);

describe('a process runner', () => {
  it('runs an attempt in a process of its own and reports when it begins and how it ends', async () => {
    const { runner, events } = running('good');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    const ended = await until(() => first(events, 'attempt-ended'));
    const pid = first(events, 'worker-started')?.pid;
    expect(pid).not.toBe(process.pid);
    expect(ended.end).toMatchObject({
      kind: 'succeeded',
      result: `result of 0 by ${pid}`,
      measures: { bytesRead: 30 },
    });
    // A load that takes 20 ms or more, as on a slow machine, is reported as well.
    const types = events.map((event) => event.type).filter((type) => !SLOW_LOAD.has(type));
    expect(types).toEqual(['worker-started', 'loading', 'attempt-ended']);
  });

  it('reports the end of a load before memory is taken, however short the load was', async () => {
    const { runner, events } = running('takes-memory');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    await until(() => first(events, 'attempt-ended'));
    const types = events.map((event) => event.type).filter((type) => type !== 'settled-in');
    expect(types).toEqual(['worker-started', 'loading', 'loaded', 'attempt-ended']);
  });

  it('keeps a worker warm: the next attempt is run by the same process', async () => {
    const { runner, events } = running('good', 'good');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    await until(() => first(events, 'attempt-ended'));
    const pid = runner.pid(1);
    events.length = 0;
    runner.run({ worker: 1, task: 1, attempt: 1, go: true, credit: null });
    const ended = await until(() => first(events, 'attempt-ended'));
    expect(ended.end).toMatchObject({ result: `result of 1 by ${pid}` });
  });

  it('makes a loaded attempt wait for `go`', async () => {
    const { runner, events } = running('good');
    runner.run({ worker: 1, task: 0, attempt: 1, go: false, credit: null });
    await until(() => first(events, 'loaded'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(first(events, 'attempt-ended')).toBeUndefined();
    runner.go({ worker: 1, task: 0 });
    expect((await until(() => first(events, 'attempt-ended'))).end.kind).toBe('succeeded');
  });

  it('passes on a fault of the worker, and calls anything else unexpected', async () => {
    const { runner, events } = running('fault', 'throw');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    const fault = await until(() => first(events, 'attempt-ended'));
    expect(fault.end).toMatchObject({
      kind: 'failed',
      fault: { code: 'FILE_EMPTY', hint: 'run the simulation again' },
    });
    events.length = 0;
    runner.run({ worker: 1, task: 1, attempt: 1, go: true, credit: null });
    const thrown = await until(() => first(events, 'attempt-ended'));
    expect(thrown.end).toMatchObject({
      kind: 'failed',
      fault: { code: 'UNEXPECTED_ERROR', message: 'x is not a function' },
    });
  });

  it.each([
    ['cannot be loaded', 'import "./not-there.mjs";', /not-there\.mjs/u],
    ['exports no function', 'export const other = 1;', /exports no function as its default/u],
    ['throws', 'export default function work() { throw new Error("not today"); }', /^not today$/u],
  ])('reports for every order what is wrong with a module that %s', async (_, source, message) => {
    const module = join(temporaryFolder(), 'module.mjs');
    writeFileSync(module, source);
    const { runner, events } = runningModule(module);
    for (const task of [0, 1]) {
      runner.run({ worker: 1, task, attempt: 1, go: true, credit: null });
      const { end } = await until(() => first(events, 'attempt-ended'));
      expect(end).toMatchObject({ kind: 'failed', fault: { code: 'WORKER_MODULE_FAILED' } });
      expect(end.kind === 'failed' && end.fault.message).toMatch(message);
      events.length = 0;
    }
  });

  it('reports the exit code and the last lines of a worker that exits', async () => {
    const { runner, events } = running('exit');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    const lost = await until(() => first(events, 'worker-lost'));
    expect(lost.end).toEqual({
      exitCode: 3,
      signal: null,
      stderr: ['last words'],
      proof: null,
      log: 'logs/worker.log',
    });
    expect(first(events, 'attempt-ended')).toBeUndefined();
  });

  it('keeps the log of a worker in which something went wrong, and no other', async () => {
    const { runner, events, log } = running('chatty', 'exit', 'chatty-fault');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    await until(() => first(events, 'attempt-ended'));
    await until(() => (existsSync(log) ? true : undefined));
    runner.retire(1);
    await until(() => (existsSync(log) ? undefined : true));
    expect(existsSync(dirname(log))).toBe(false);
    runner.run({ worker: 2, task: 1, attempt: 1, go: true, credit: null });
    await until(() => first(events, 'worker-lost'));
    expect(readFileSync(log, 'utf8')).toBe('last words\n');
    events.length = 0;
    runner.run({ worker: 3, task: 2, attempt: 1, go: true, credit: null });
    await until(() => first(events, 'attempt-ended'));
    await runner.close();
    expect(readFileSync(log, 'utf8')).toBe('last words\nto the output\nto the error\n');
  });

  it('reads what a worker writes while it runs, however much that is', async () => {
    const { runner, events } = running('floods');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    expect((await until(() => first(events, 'attempt-ended'))).end.kind).toBe('succeeded');
  });

  it.runIf(process.platform !== 'win32')('reports the signal that killed a worker', async () => {
    const { runner, events } = running('kill');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    expect((await until(() => first(events, 'worker-lost'))).end).toMatchObject({
      exitCode: null,
      signal: 'SIGKILL',
    });
  });

  it.runIf(process.platform !== 'win32')(
    'reports the end of an idle worker at once, and starts another',
    async () => {
      const { runner, events } = running('dies-after', 'good');
      runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
      await until(() => first(events, 'attempt-ended'));
      await until(() => first(events, 'worker-lost'));
      expect(runner.pid(1)).toBeNull();
      events.length = 0;
      runner.run({ worker: 2, task: 1, attempt: 1, go: true, credit: null });
      expect((await until(() => first(events, 'attempt-ended'))).end.kind).toBe('succeeded');
    },
  );

  it('kills a worker that spins, while other workers continue', async () => {
    const { runner, events } = running('spin', 'good');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    await until(() => events.find((event) => event.type === 'loading'));
    runner.stop(1, 'politely');
    const lost = await until(() => first(events, 'worker-lost'));
    expect(lost.worker).toBe(1);
    runner.run({ worker: 2, task: 1, attempt: 1, go: true, credit: null });
    expect((await until(() => first(events, 'attempt-ended'))).end.kind).toBe('succeeded');
  });

  it('leaves no process behind when it is closed, busy or idle', async () => {
    const { runner, events } = running('good', 'spin');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    runner.run({ worker: 2, task: 1, attempt: 1, go: true, credit: null });
    await until(() =>
      first(events, 'attempt-ended') && events.filter((e) => e.type === 'loading').length === 2
        ? true
        : undefined,
    );
    const pids = [runner.pid(1), runner.pid(2)].filter((pid) => pid !== null);
    expect(pids).toHaveLength(2);
    await runner.close();
    expect(pids.filter(isAlive)).toEqual([]);
  });
});
