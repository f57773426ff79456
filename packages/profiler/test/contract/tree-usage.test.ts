import { MIB } from '@ballast/resource-model';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createProcessTrees, createUsageSampler } from '../../src/index.ts';
import { eventually, startLeader, startProgram } from '../support/processes.ts';

const HAS_TREES = process.platform === 'linux' || process.platform === 'win32';
if (!HAS_TREES) console.warn('skipped: what a process has started is known on Linux and Windows only');

const HELD = 96;

/** Waits for its parent's word, starts a child that holds memory, and prints its number. */
const PARENT = `
  import { spawn } from 'node:child_process';
  const held = 'const held = Buffer.alloc(${HELD} * 2 ** 20, 1); setInterval(() => held.length, 1000);';
  setTimeout(() => {
    const child = spawn(process.execPath, ['-e', held], { stdio: 'ignore' });
    console.log(child.pid);
  }, 500);
  setInterval(() => {}, 1000);
`;

describe.runIf(HAS_TREES)('the usage of a process tree', () => {
  it('is that of a process with everything that it has started', async () => {
    const trees = createProcessTrees({ memory: null });
    const sampler = createUsageSampler({ below: (pid) => trees.below(pid) });
    const alone = createUsageSampler();
    onTestFinished(async () => {
      sampler.close();
      alone.close();
      await trees.close();
    });
    const program = process.platform === 'win32' ? startProgram(PARENT) : startLeader(PARENT);
    const tree = trees.adopt(program.pid);
    const child = Number(await program.line());
    expect(trees.below(program.pid)).toEqual([child]);
    const resident = (): number => sampler.sample([program.pid]).get(program.pid)?.resident ?? 0;
    expect(await eventually(() => resident() > HELD * MIB)).toBe(true);
    const own = alone.sample([program.pid]).get(program.pid)?.resident ?? 0;
    const childs = alone.sample([child]).get(child)?.resident ?? 0;
    expect(Math.abs(resident() - own - childs)).toBeLessThan(0.1 * resident());
    tree.end('now');
    await program.ended;
    tree.close();
    expect(trees.below(program.pid)).toEqual([]);
  });
});
