import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bytes } from '@ballast/resource-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, type ClusterJob, submission } from '../../src/index.ts';

const HAS_BASH = process.platform !== 'win32' && spawnSync('bash', ['--version']).status === 0;
const HOSTILE = `it's "here"; $(touch injected) \`touch injected\` $HOME`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-submit-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function jobOf(changes: Partial<ClusterJob> = {}): ClusterJob {
  return {
    name: 'dlc',
    ballast: [path.join(folder, 'stand-in')],
    batch: path.join(folder, HOSTILE, 'batch.yml'),
    output: path.join(folder, HOSTILE),
    shards: 4,
    atOnce: 2,
    licences: [{ name: 'orcaflex', count: 1 }],
    memory: (8 * 2 ** 30) as Bytes,
    cpus: 4,
    minutes: 90,
    ...changes,
  };
}

/** Stands in for Ballast: notes its arguments, one a line, and does what a test says. */
function standIn(then: string): void {
  const file = path.join(folder, 'stand-in');
  writeFileSync(
    file,
    `#!/bin/bash\nprintf '%s\\n' "$@" >> "${folder}/args"\necho run >> "${folder}/runs"\n${then}\n`,
  );
  chmodSync(file, 0o755);
}

const textOf = (name: string): string => readFileSync(path.join(folder, name), 'utf8');
const runs = (): number => textOf('runs').split('\n').length - 1;

function start(
  cluster: Cluster,
  name: string,
  environment: Record<string, string>,
  args: string[] = [],
): ChildProcess {
  const file = submission(cluster, jobOf()).files.find((one) => one.name === name);
  const script = path.join(folder, name);
  writeFileSync(script, file?.text ?? '');
  const env = { PATH: process.env.PATH ?? '', HOME: '/nowhere', BALLAST_RETRY_DELAY: '0', ...environment };
  return spawn('bash', [script, ...args], { cwd: folder, env, stdio: 'ignore' });
}

const codeOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', (code) => resolve(code)));

describe.runIf(HAS_BASH)('the scripts of a cluster', () => {
  it.each(['slurm', 'htcondor', 'pbs'] as const)(
    'of %s are what they were, and bash can read them',
    (cluster) => {
      const job = { ballast: ['ballast'], batch: "/share/it's/batch.yml", output: '/share/out put' };
      const { files } = submission(cluster, jobOf(job));
      for (const { name, text, executable } of files) {
        const golden = new URL(`../golden/${cluster}-${name}`, import.meta.url);
        expect(text).toBe(readFileSync(golden, 'utf8'));
        if (!executable) continue;
        const checked = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' });
        expect(checked.stderr).toBe('');
        expect(checked.status).toBe(0);
      }
    },
  );

  it.each([
    ['slurm', { SLURM_ARRAY_TASK_ID: '2', SLURM_MEM_PER_NODE: '8192', SLURM_CPUS_PER_TASK: '4' }, []],
    ['pbs', { PBS_ARRAY_INDEX: '3' }, []],
    ['htcondor', {}, ['2']],
  ] as const)(
    'of %s give a shard its number, its limits and paths with any characters',
    async (cluster, env, args) => {
      standIn('exit 0');
      expect(await codeOf(start(cluster, 'shards.sh', env, [...args]))).toBe(0);
      const job = jobOf();
      expect(textOf('args').split('\n').slice(0, -1)).toEqual([
        ...['run', job.batch, '--out', job.output, '--shard', '3/4', '--memory', '7782MiB', '--workers', '4'],
      ]);
      expect(existsSync(path.join(folder, 'injected'))).toBe(false);
    },
  );

  it.each([
    [1, 0, 1],
    [2, 2, 1],
    [3, 3, 1],
    [5, 5, 3],
    [137, 137, 3],
  ])('answer %i of Ballast with %i after %i tries', async (code, expected, tries) => {
    standIn(`exit ${code}`);
    expect(await codeOf(start('slurm', 'shards.sh', { SLURM_ARRAY_TASK_ID: '0' }))).toBe(expected);
    expect(runs()).toBe(tries);
  });

  it('go on after a try that was killed', async () => {
    standIn(`if [ "$(wc -l < "${folder}/runs")" -lt 2 ]; then kill -KILL $$; fi\nexit 0`);
    expect(await codeOf(start('slurm', 'shards.sh', { SLURM_ARRAY_TASK_ID: '0' }))).toBe(0);
    expect(runs()).toBe(2);
  });

  it('pass on the request to end, and do not begin again', async () => {
    standIn(
      `trap 'echo asked > "${folder}/asked"; exit 130' TERM\ntouch "${folder}/ready"\nwhile :; do sleep 0.05; done`,
    );
    const child = start('slurm', 'shards.sh', { SLURM_ARRAY_TASK_ID: '0' });
    const code = codeOf(child);
    while (!existsSync(path.join(folder, 'ready'))) await pause(20);
    child.kill('SIGTERM');
    expect(await code).toBe(130);
    expect(textOf('asked')).toBe('asked\n');
    expect(runs()).toBe(1);
  });

  it('merge with the number of shards', async () => {
    standIn('exit 1');
    expect(await codeOf(start('pbs', 'merge.sh', {}))).toBe(1);
    expect(textOf('args')).toBe(`merge\n${jobOf().output}\n--shards\n4\n`);
  });
});
