import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createProcessJob, createUsageSampler, dieWithParent, setAffinity } from '../../src/index.ts';
import { temporaryFolder } from '../support/made-up-tree.ts';
import { BUILT_PACKAGE, eventually, isAlive, startProgram } from '../support/processes.ts';

const onLinux = process.platform === 'linux';
const onWindows = process.platform === 'win32';
if (!onLinux) console.warn('skipped: process control by prctl and sched_setaffinity needs Linux');
if (!onWindows) console.warn('skipped: job objects need Windows');

describe.runIf(onLinux)('a child that dies with its parent', () => {
  it('is killed with the parent even if it never returns to its event loop', async () => {
    const child = `
      import { dieWithParent } from '${BUILT_PACKAGE}';
      process.stdout.write(JSON.stringify({ pid: process.pid, tied: dieWithParent() }) + '\\n', () => { for (;;); });
    `;
    const coordinator = startProgram(
      `
      import { spawn } from 'node:child_process';
      spawn(process.execPath, ['--input-type=module', '-e', process.argv[1]], { stdio: ['ignore', 'inherit', 'inherit'] });
      setInterval(() => {}, 1000);
      `,
      child,
    );
    const { pid, tied } = JSON.parse(await coordinator.line()) as { pid: number; tied: unknown };
    onTestFinished(() => {
      if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    });
    expect(tied).toEqual({ ok: true });
    expect(isAlive(pid)).toBe(true);
    coordinator.kill();
    await coordinator.ended;
    expect(await eventually(() => !isAlive(pid))).toBe(true);
  });

  it('is killed with the parent even if it is stopped', async () => {
    const child = `
      import { dieWithParent } from '${BUILT_PACKAGE}';
      dieWithParent();
      process.stdout.write(process.pid + '\\n', () => process.kill(process.pid, 'SIGSTOP'));
    `;
    const coordinator = startProgram(
      `
      import { spawn } from 'node:child_process';
      spawn(process.execPath, ['--input-type=module', '-e', process.argv[1]], { stdio: ['ignore', 'inherit', 'inherit'] });
      setInterval(() => {}, 1000);
      `,
      child,
    );
    const pid = Number(await coordinator.line());
    expect(await eventually(() => isStopped(pid))).toBe(true);
    coordinator.kill();
    await coordinator.ended;
    expect(await eventually(() => !isAlive(pid))).toBe(true);
  });

  it('gets a reason if the expected parent is already gone', async () => {
    const started = startProgram(`
      import { dieWithParent } from '${BUILT_PACKAGE}';
      console.log(JSON.stringify(dieWithParent(process.pid)));
    `);
    expect(JSON.parse(await started.line())).toEqual({
      ok: false,
      reason: `the parent process ${started.pid} is gone`,
    });
  });

  it('must be tied from its main thread', async () => {
    const started = startProgram(`
      import { Worker } from 'node:worker_threads';
      new Worker("import('${BUILT_PACKAGE}').then((p) => console.log(JSON.stringify(p.dieWithParent())))", { eval: true });
    `);
    expect(JSON.parse(await started.line())).toMatchObject({ ok: false, reason: /main thread/ });
  });
});

/** Stopped by a signal; see proc_pid_stat(5). */
function isStopped(pid: number): boolean {
  return /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

describe.runIf(onLinux)('a child process that answers questions about the machine', () => {
  it('ends when the process that asked is gone', async () => {
    const folder = temporaryFolder();
    const library = join(folder, 'hanging.cjs');
    const noted = join(folder, 'pid');
    const note = `require('node:fs').writeFileSync(${JSON.stringify(noted)}, String(process.pid))`;
    writeFileSync(
      library,
      `exports.cpu = () => { ${note}; return new Promise(() => setInterval(() => {}, 1000)); };`,
    );
    const asking = startProgram(`
      import { machineFacts } from '${BUILT_PACKAGE}';
      await machineFacts({ library: ${JSON.stringify(library)}, timeout: 600_000 });
    `);
    expect(await eventually(() => existsSync(noted) && readFileSync(noted, 'utf8') !== '')).toBe(true);
    const pid = Number(readFileSync(noted, 'utf8'));
    expect(isAlive(pid)).toBe(true);
    asking.kill();
    await asking.ended;
    expect(await eventually(() => !isAlive(pid))).toBe(true);
  });
});

describe.runIf(onLinux)('the affinity of a process', () => {
  it('applies to all its threads', async () => {
    const { pid, line } = startProgram(`console.log('up'); setInterval(() => {}, 1000);`);
    await line();
    expect(setAffinity(pid, [0])).toEqual({ ok: true });
    const allowed = (path: string): string | undefined =>
      /Cpus_allowed_list:\s*(\S+)/.exec(readFileSync(path, 'utf8'))?.[1];
    const threads = readdirSync(`/proc/${pid}/task`);
    expect(threads.length).toBeGreaterThan(1);
    expect(allowed(`/proc/${pid}/status`)).toBe('0');
    for (const thread of threads) expect(allowed(`/proc/${pid}/task/${thread}/status`)).toBe('0');
  });

  it('is refused with a reason for a missing CPU and an ended process', async () => {
    const { pid, line, ended } = startProgram(`console.log('up');`);
    await line();
    await ended;
    expect(setAffinity(pid, [0])).toEqual({ ok: false, reason: `process ${pid} does not exist` });
    expect(setAffinity(process.pid, [9999])).toMatchObject({ ok: false, reason: /EINVAL/ });
  });
});

describe('the arguments of an affinity', () => {
  it('are checked before the system call', () => {
    expect(setAffinity(0, [0])).toMatchObject({ ok: false });
    expect(setAffinity(process.pid, [])).toMatchObject({ ok: false });
    expect(setAffinity(process.pid, [-1])).toMatchObject({ ok: false });
  });
});

describe.runIf(onLinux || onWindows)('the usage of a real process', () => {
  it('includes memory, CPU time and bytes read, and is absent after the process has ended', async () => {
    const started = startProgram(`
      import { readdirSync, readFileSync } from 'node:fs';
      const held = Buffer.alloc(64 * 2 ** 20, 1);
      let read = 0;
      while (read < 2 ** 20) read += readFileSync(process.execPath).length;
      while (process.cpuUsage().user < 200_000);
      console.log('up');
      setInterval(() => held.fill(2), 1000);
    `);
    const sampler = createUsageSampler();
    onTestFinished(() => sampler.close());
    expect(sampler.reason).toBeNull();
    await started.line();
    const usage = sampler.sample([started.pid], { highWater: true }).get(started.pid);
    expect(usage?.resident).toBeGreaterThan(64 * 2 ** 20);
    expect(usage?.highWater).toBeGreaterThanOrEqual(usage?.resident ?? Number.POSITIVE_INFINITY);
    expect(usage?.cpuTime).toBeGreaterThan(100);
    expect(usage?.bytesRead).not.toBeUndefined();
    if (onLinux) expect(usage?.bytesRead).toBeGreaterThan(2 ** 20);
    started.kill();
    await started.ended;
    expect(sampler.sample([started.pid]).size).toBe(0);
  });
});

describe.runIf(onWindows)('a process job', () => {
  it('ends its processes on close', async () => {
    const made = createProcessJob();
    if ('reason' in made) throw new Error(made.reason);
    const { pid, line, ended } = startProgram(`console.log('up'); for (;;);`);
    await line();
    expect(made.job.assign(pid)).toEqual({ ok: true });
    made.job.close();
    await ended;
    expect(isAlive(pid)).toBe(false);
    expect(made.job.assign(pid)).toMatchObject({ ok: false });
  });

  it('ends its processes with the given exit code', async () => {
    const made = createProcessJob();
    if ('reason' in made) throw new Error(made.reason);
    onTestFinished(() => made.job.close());
    const { pid, line, ended } = startProgram(`console.log('up'); for (;;);`);
    await line();
    made.job.assign(pid);
    expect(made.job.terminate(7)).toEqual({ ok: true });
    expect((await ended).code).toBe(7);
  });
});

describe.runIf(!onWindows)('a process job on a system without job objects', () => {
  it('is refused with a reason', () => {
    expect(createProcessJob()).toHaveProperty('reason');
  });
});

describe.runIf(!onLinux)('dying with the parent on a system without prctl', () => {
  it('is refused with a reason', () => {
    expect(dieWithParent()).toMatchObject({ ok: false });
  });
});
