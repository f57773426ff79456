import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { first, isAlive, MODULE, running, runningModule, until } from '../support/runners.ts';

const BUILT_PACKAGE = new URL('../../dist/index.js', import.meta.url).href;
const ON_LINUX = process.platform === 'linux';
if (!ON_LINUX) console.warn('skipped: sessions of processes are read from /proc');
const HAS_SIGNALS = process.platform !== 'win32';
if (!HAS_SIGNALS) console.warn('skipped: on Windows one process cannot send another a signal');

/** Sends the process number of a worker that starts slowly and would stay forever: only its channel ties it to its parent. */
const COORDINATOR = `
  import { createProcessRunner } from '${BUILT_PACKAGE}';
  const wait = 'data:text/javascript,setInterval(() => {}, 1000); await new Promise((go) => setTimeout(go, 500))';
  const runner = createProcessRunner({
    module: process.argv[1],
    argv: [],
    execArgv: ['--import', wait],
    env: process.env,
    payload: () => ({ behaviour: 'good' }),
  });
  runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
  process.send(runner.pid(1));
`;

/** See proc_pid_stat(5): fields 5 and 6. The name before them may hold anything. */
function sessionOf(pid: number | null): { readonly group: number; readonly session: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, , group, session] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { group: Number(group), session: Number(session) };
}

describe('a process runner', () => {
  it('reports a worker as lost if the system refuses to start its process', async () => {
    // Longer than any system lets an argument be.
    const { runner, events } = runningModule(MODULE, { argv: ['x'.repeat(2 ** 22)] });
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    expect(events).toEqual([]);
    const lost = await until(() => first(events, 'worker-lost'));
    expect(lost).toMatchObject({ worker: 1, end: { exitCode: null, signal: null } });
    expect(lost.end.stderr.join()).toMatch(/^the worker's process could not be started: spawn \w+$/u);
    expect(runner.pid(1)).toBeNull();
  });

  it.runIf(ON_LINUX)('starts a worker in a session of its own, before the worker runs any code', () => {
    const { runner } = running('good');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    const pid = runner.pid(1);
    // Nothing else has run since: what is read here was true before the worker ran any code.
    expect(sessionOf(pid)).toEqual({ group: pid, session: pid });
  });

  it.runIf(HAS_SIGNALS)(
    'starts a worker again if a signal of the terminal ends it before its program runs',
    async () => {
      const { runner, events } = running('good');
      runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
      const interrupted = runner.pid(1);
      process.kill(interrupted ?? 0, 'SIGINT');
      const { end } = await until(() => first(events, 'attempt-ended'));
      const pid = runner.pid(1);
      expect(pid).not.toBe(interrupted);
      expect(end).toMatchObject({ kind: 'succeeded', result: `result of 0 by ${pid}` });
      expect(events.flatMap((event) => (event.type === 'worker-started' ? [event.pid] : []))).toEqual([
        interrupted,
        pid,
      ]);
      expect(first(events, 'worker-lost')).toBeUndefined();
    },
  );

  it.runIf(HAS_SIGNALS)('reports a worker as lost if the same signal ends it once it runs', async () => {
    const { runner, events } = running('spin');
    runner.run({ worker: 1, task: 0, attempt: 1, go: true, credit: null });
    await until(() => first(events, 'loading'));
    process.kill(runner.pid(1) ?? 0, 'SIGINT');
    expect((await until(() => first(events, 'worker-lost'))).end).toMatchObject({ signal: 'SIGINT' });
  });

  it('stops no worker that may not be tied to it yet: only one that has reported something', async () => {
    const stopped: (number | null)[] = [];
    const { runner, events } = runningModule(MODULE, {
      behaviours: ['good', 'good'],
      suspension: {
        suspend: (pid) => stopped.push(pid),
        continue: () => undefined,
      },
    });
    runner.run({ worker: 1, task: 0, attempt: 1, go: false, credit: null });
    runner.suspend(1);
    runner.run({ worker: 2, task: 1, attempt: 1, go: false, credit: null });
    runner.suspend(2);
    runner.continue(2);
    expect(stopped).toEqual([]);
    await until(() => (events.filter(({ type }) => type === 'loaded').length === 2 ? true : undefined));
    expect(stopped).toEqual([runner.pid(1)]);
  });

  it('leaves no worker if it dies itself while a worker starts', async () => {
    const coordinator = spawn(
      process.execPath,
      ['--input-type=module', '-e', COORDINATOR, MODULE],
      // Its output must not stay open because of a worker that is left behind.
      { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    const pid = await new Promise<number>((resolve) =>
      coordinator.once('message', (sent) => resolve(Number(sent))),
    );
    expect(isAlive(pid)).toBe(true);
    coordinator.kill('SIGKILL');
    await until(() => (isAlive(pid) ? undefined : true));
  });
});
