import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { describe, expect, it, onTestFinished } from 'vitest';
import { processesWith } from '../support/run-ballast.ts';
import { until } from '../support/waiting.ts';

const WATCH = new URL('../../../../../packages/batch/dist/platform/watch-parent.js', import.meta.url).href;
const MARK = `watched-${process.pid}`;

/** Watches its parent, then never returns to its event loop. */
const CHILD = `
  import { watchParent } from '${WATCH}';
  watchParent(process.ppid);
  process.stdout.write('up\\n');
  for (;;);
`;

const PARENT = `
  import { spawn } from 'node:child_process';
  const [child, mark] = process.argv.slice(1);
  const watching = spawn(process.execPath, ['--input-type=module', '-e', child, mark], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  // A child that cannot start ends the test instead of leaving it to wait.
  watching.on('exit', (code) => process.exit(code ?? 1));
  setInterval(() => {}, 1000);
`;

const ON_LINUX = process.platform === 'linux';
if (!ON_LINUX) console.warn('skipped: processes are looked for in /proc');

describe.runIf(ON_LINUX)('a process that watches its parent', () => {
  it('ends itself when the parent is gone, even if it computes forever', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT, CHILD, MARK], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      for (const pid of processesWith(MARK)) process.kill(pid, 'SIGKILL');
    });
    const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('up');
    expect(processesWith(MARK)).toHaveLength(2);
    parent.kill('SIGKILL');
    await until('no process left', () => processesWith(MARK).length === 0);
    expect(processesWith(MARK)).toEqual([]);
  });
});
