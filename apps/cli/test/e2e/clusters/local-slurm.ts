import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const NODES = [1, 2, 3].map((number) => ({ name: `n${number}`, port: 17_100 + number }));
const CONTROL_PORT = 17_100;
const COMMANDS = ['sbatch', 'squeue', 'sinfo', 'scontrol', 'slurmctld', 'slurmd', 'munged'];

/** Why no Slurm can be started here; null if it can. */
export function noSlurm(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'only root on Linux can start its daemons';
  const missing = COMMANDS.filter((name) => spawnSync('which', [name]).status !== 0);
  return missing.length === 0
    ? null
    : `${missing.join(', ')} not installed (tools/install-system-packages.sh --clusters)`;
}

/** A Slurm with one controller and three nodes, all on this machine, with two licences of orcaflex. */
export interface LocalSlurm extends Disposable {
  readonly environment: Readonly<Record<string, string>>;
  readonly nodes: readonly string[];
  /** Output of one of its commands. */
  run(command: string, args: readonly string[]): string;
  /** Kills a daemon, without a word to it. */
  kill(daemon: string): void;
  start(daemon: string): void;
}

export async function localSlurm(folder: string): Promise<LocalSlurm> {
  mkdirSync(path.join(folder, 'state'), { recursive: true });
  const socket = path.join(folder, 'munge.socket');
  const key = path.join(folder, 'munge.key');
  writeFileSync(key, randomBytes(128), { mode: 0o400 });
  const configuration = path.join(folder, 'slurm.conf');
  writeFileSync(configuration, configurationText(folder, socket));
  const environment = { SLURM_CONF: configuration };
  const env = { ...process.env, ...environment };
  const running = new Map<string, ChildProcess>();
  const launch = (name: string, program: string, args: readonly string[]): void => {
    const log = openSync(path.join(folder, `${name}.out`), 'a');
    running.set(name, spawn(program, args, { env, stdio: ['ignore', log, log] }));
  };
  const files = ['pid', 'log', 'seed'].map((kind) => `--${kind}-file=${path.join(folder, `munge.${kind}`)}`);
  launch('munged', 'munged', [
    '--foreground',
    '--force',
    `--key-file=${key}`,
    `--socket=${socket}`,
    ...files,
  ]);
  await pause(500);
  const start = (daemon: string): void => {
    if (daemon === 'slurmctld') launch(daemon, 'slurmctld', ['-D', '-f', configuration]);
    else launch(daemon, 'slurmd', ['-D', '-N', daemon, '-f', configuration]);
  };
  for (const daemon of ['slurmctld', ...NODES.map(({ name }) => name)]) start(daemon);
  const run = (command: string, args: readonly string[]): string =>
    spawnSync(command, args, { env, encoding: 'utf8' }).stdout;
  const slurm: LocalSlurm = {
    environment,
    nodes: NODES.map(({ name }) => name),
    run,
    kill: (daemon) => void running.get(daemon)?.kill('SIGKILL'),
    start,
    [Symbol.dispose]: () => {
      run('scancel', ['--user=root']);
      for (const child of running.values()) child.kill('SIGKILL');
    },
  };
  await idle(slurm);
  return slurm;
}

async function idle({ run }: LocalSlurm): Promise<void> {
  for (let looks = 0; looks < 600; looks += 1) {
    if (run('sinfo', ['--noheader', '--format=%D %t']).trim() === `${NODES.length} idle`) return;
    await pause(200);
  }
  throw new Error('the nodes of Slurm did not come up');
}

function configurationText(folder: string, socket: string): string {
  const nodes = NODES.map(
    ({ name, port }) =>
      `NodeName=${name} NodeHostname=${hostname()} NodeAddr=127.0.0.1 Port=${port} CPUs=2 RealMemory=2000`,
  );
  return `${[
    'ClusterName=ballast',
    `SlurmctldHost=${hostname()}(127.0.0.1)`,
    `SlurmctldPort=${CONTROL_PORT}`,
    'SlurmUser=root',
    'SlurmdUser=root',
    'AuthType=auth/munge',
    `AuthInfo=socket=${socket}`,
    'ProctrackType=proctrack/pgid',
    'TaskPlugin=task/none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_Core',
    'MpiDefault=none',
    'ReturnToService=2',
    'SlurmdTimeout=10',
    'Licenses=orcaflex:2',
    `StateSaveLocation=${path.join(folder, 'state')}`,
    `SlurmctldPidFile=${path.join(folder, 'slurmctld.pid')}`,
    `SlurmdSpoolDir=${path.join(folder, 'spool-%n')}`,
    `SlurmdPidFile=${path.join(folder, 'slurmd-%n.pid')}`,
    ...nodes,
    `PartitionName=all Nodes=${NODES.map(({ name }) => name).join(',')} Default=YES State=UP`,
  ].join('\n')}\n`;
}
