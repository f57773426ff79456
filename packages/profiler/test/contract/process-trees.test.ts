import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { bytes, MIB } from '@ballast/resource-model';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createProcessTrees, type ProcessTrees } from '../../src/index.ts';
import {
  BUILT_PACKAGE,
  eventually,
  isAlive,
  startLeader,
  startLeaderWith,
  startProgram,
} from '../support/processes.ts';

const onLinux = process.platform === 'linux';
if (!onLinux)
  console.warn('skipped: process trees need Linux; on Windows the tests of job objects cover them');

function trees(memory: number | null): ProcessTrees {
  const made = createProcessTrees({ memory: memory === null ? null : bytes(memory) });
  onTestFinished(() => made.close());
  return made;
}

/** Prints the number of its child, which may leave the group of its parent; both run until they are killed. */
const WITH_CHILD = `
  import { spawn } from 'node:child_process';
  const detached = process.argv[1] === 'detached';
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached });
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

/** Prints the number of a child in a session of its own, and ends while the child runs on. */
const ENDS_AT_ONCE = `
  import { spawn } from 'node:child_process';
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore', detached: true });
  child.unref();
  process.stdout.write(child.pid + '\\n');
`;

/** Prints the number of a process to which no descent leads, and runs until it is killed. */
const WITH_DAEMON = `
  import { spawn } from 'node:child_process';
  const between = ['--input-type=module', '-e', process.argv[1]];
  spawn(process.execPath, between, { stdio: ['ignore', 'inherit', 'ignore'] });
  setInterval(() => {}, 1000);
`;

/** As many looks of the trees, which take place in this process, too. */
async function looks(count: number): Promise<void> {
  await new Promise<void>((resolve) => {
    let seen = 0;
    const timer = setInterval(() => {
      seen += 1;
      if (seen < count) return;
      clearInterval(timer);
      resolve();
    }, LOOK_EVERY);
  });
}

/** Milliseconds between two looks. */
const LOOK_EVERY = 500;
const NET = 512 * MIB;
const netReason = onLinux ? await reasonAgainstNet() : 'not on Linux';
if (netReason !== null) console.warn(`skipped: cannot create a control group here: ${netReason}`);

async function reasonAgainstNet(): Promise<string | null> {
  const made = createProcessTrees({ memory: bytes(NET) });
  await made.close();
  return made.net.inForce ? null : made.net.evidence;
}

describe.runIf(onLinux)('a process tree', () => {
  it.each([
    ['a child in the same group', null, 'attached'],
    ['a child in its own group', null, 'detached'],
    ...(netReason === null
      ? ([
          ['a child, in a control group', NET, 'attached'],
          ['a child in its own group, in a control group', NET, 'detached'],
        ] as const)
      : []),
  ] as const)('is ended as a whole: %s', async (_, memory, how) => {
    const program = startLeader(WITH_CHILD, how);
    const tree = trees(memory).adopt(program.pid);
    const child = Number(await program.line());
    expect(isAlive(child)).toBe(true);
    tree.end('now');
    expect(await program.ended).toEqual({ code: null, signal: 'SIGKILL' });
    tree.close();
    expect(await eventually(() => !isAlive(child))).toBe(true);
  });

  it.each(netReason === null ? [null, NET] : [null])(
    'is ended with a child that was started before its adoption (limit %s)',
    async (memory) => {
      const program = startLeader(WITH_CHILD, 'detached');
      const child = Number(await program.line());
      const tree = trees(memory).adopt(program.pid);
      await tree.contained;
      tree.end('now');
      await program.ended;
      tree.close();
      expect(await eventually(() => !isAlive(child))).toBe(true);
    },
  );

  it.each(netReason === null ? [null, NET] : [null])(
    'is ended by close with a child that was started before its adoption, though nobody has looked at it (limit %s)',
    async (memory) => {
      const made = trees(memory);
      const program = startLeaderWith(made.variables(), WITH_CHILD, 'detached');
      const child = Number(await program.line());
      const tree = made.adopt(program.pid);
      await tree.contained;
      program.kill();
      await program.ended;
      tree.close();
      expect(await eventually(() => !isAlive(child))).toBe(true);
    },
  );

  it('is ended by close if the process itself has already ended', async () => {
    const program = startLeader(WITH_CHILD, 'attached');
    const tree = trees(null).adopt(program.pid);
    const child = Number(await program.line());
    program.kill();
    await program.ended;
    expect(isAlive(child)).toBe(true);
    tree.close();
    expect(await eventually(() => !isAlive(child))).toBe(true);
  });

  it('includes what a process started right before its end, with its descent already lost', async () => {
    const made = trees(null);
    const other = startLeaderWith(made.variables(), WITH_CHILD, 'detached');
    made.adopt(other.pid);
    const childOfOther = Number(await other.line());
    const program = startLeaderWith(made.variables(), ENDS_AT_ONCE);
    const tree = made.adopt(program.pid);
    const child = Number(await program.line());
    await program.ended;
    expect(isAlive(child)).toBe(true);
    tree.close();
    expect(await eventually(() => !isAlive(child))).toBe(true);
    // The other one is none of its business.
    expect(isAlive(childOfOther)).toBe(true);
    await made.close();
    expect(await eventually(() => !isAlive(childOfOther))).toBe(true);
  });

  it('leaves a daemon that was started long before, which others may use', async () => {
    const made = trees(null);
    const program = startLeaderWith(made.variables(), WITH_DAEMON, ENDS_AT_ONCE);
    const tree = made.adopt(program.pid);
    const daemon = Number(await program.line());
    onTestFinished(() => void process.kill(daemon, 'SIGKILL'));
    await looks(4);
    program.kill();
    await program.ended;
    tree.close();
    await made.close();
    expect(isAlive(daemon)).toBe(true);
  });

  it('politely ends a process that does not lead a group', async () => {
    const program = startProgram(`console.log('up'); setInterval(() => {}, 1000);`);
    const tree = trees(null).adopt(program.pid);
    await program.line();
    tree.end('politely');
    expect(await program.ended).toEqual({ code: null, signal: 'SIGTERM' });
    expect(tree.proof('SIGTERM')).toBeNull();
  });

  it.each([
    ['after', ''],
    ['before', "while (children() === '') await new Promise((resolve) => setTimeout(resolve, 10));"],
  ])(
    'leaves nothing behind if its coordinator is killed, even a grandchild that is not tied to its parent, %s its adoption',
    async (_, wait) => {
      const coordinator = startProgram(
        `
      import { spawn } from 'node:child_process';
      import { readFileSync } from 'node:fs';
      import { createProcessTrees } from '${BUILT_PACKAGE}';
      const trees = createProcessTrees({ memory: ${netReason === null ? NET : null} });
      const source = "import { dieWithParent } from '${BUILT_PACKAGE}'; dieWithParent();" + process.argv[1];
      const child = spawn(process.execPath, ['--input-type=module', '-e', source, 'detached'], {
        stdio: ['ignore', 'inherit', 'inherit'],
        detached: true,
      });
      const children = () => readFileSync(\`/proc/\${child.pid}/task/\${child.pid}/children\`, 'utf8').trim();
      ${wait}
      trees.adopt(child.pid);
      console.log(child.pid);
      `,
        WITH_CHILD,
      );
      const numbers = [Number(await coordinator.line()), Number(await coordinator.line())];
      let reaper: number | null = null;
      const hasReaper = (): boolean => {
        reaper = reaperOf(coordinator.pid);
        return reaper !== null;
      };
      expect(await eventually(hasReaper)).toBe(true);
      if (reaper !== null) numbers.push(reaper);
      expect(numbers.filter(isAlive)).toEqual(numbers);
      coordinator.kill();
      await coordinator.ended;
      expect(await eventually(() => !numbers.some(isAlive))).toBe(true);
    },
  );
});

describe.runIf(netReason === null)('the hard limit', () => {
  it('proves a kill that was caused by lack of memory, and no other end', async () => {
    const made = trees(128 * MIB);
    const quiet = startProgram(`console.log('up'); setInterval(() => {}, 1000);`);
    const quietTree = made.adopt(quiet.pid);
    await quiet.line();
    const hog = startProgram(`
      console.log('up');
      const held = [];
      process.stdin.resume();
      setTimeout(() => { for (;;) held.push(Buffer.alloc(2 ** 20, 1)); }, 200);
    `);
    const hogTree = made.adopt(hog.pid);
    await hog.line();
    expect(await hog.ended).toEqual({ code: null, signal: 'SIGKILL' });
    expect(hogTree.proof('SIGKILL')).toEqual({ kind: 'cgroup-oom-kill', counter: 1 });
    quiet.kill();
    await quiet.ended;
    expect(quietTree.proof('SIGKILL')).toBeNull();
    hogTree.close();
    quietTree.close();
  });

  it('leaves no control group behind', async () => {
    const made = createProcessTrees({ memory: bytes(NET) });
    const folder = made.net.evidence.replace(/\/[^/]+$/, '');
    expect(existsSync(folder)).toBe(true);
    const program = startProgram(`console.log('up'); setInterval(() => {}, 1000);`);
    const tree = made.adopt(program.pid);
    await program.line();
    tree.end('now');
    await program.ended;
    tree.close();
    await made.close();
    expect(existsSync(folder)).toBe(false);
  });
});

/** The reaper that a process has started; null if it has none yet. */
function reaperOf(parent: number): number | null {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const isOne = readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('reaper-program');
      if (isOne && readFileSync(`/proc/${name}/stat`, 'utf8').includes(`) S ${parent} `)) return Number(name);
    } catch {
      // Ended in the meantime.
    }
  }
  return null;
}
