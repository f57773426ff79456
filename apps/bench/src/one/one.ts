import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { foldMemory } from '../measure/memory-fold.ts';
import { sampleTree } from '../measure/tree-sampler.ts';
import { BALLAST } from '../stand-in.ts';
import { median } from '../statistics/median.ts';
import { makeReports } from './make-reports.ts';

export interface OneOptions {
  readonly reports: number;
  readonly repeats: number;
  /** Folder of OppNDA, whose averager takes turns; null for none. */
  readonly oppnda: string | null;
}

/** One command: seconds, and bytes. */
interface Run {
  readonly seconds: number;
  /** High-water mark of all its processes together; null if they cannot be listed. */
  readonly memory: number | null;
  /** Of the command itself; null as above. */
  readonly coordinator: number | null;
}

interface Contender {
  readonly name: string;
  readonly args: readonly string[];
  readonly program: string;
}

/** Averages and metrics of made-up reports, without and with pictures; and OppNDA's averager if there is one. */
export async function measureOne({ reports, repeats, oppnda }: OneOptions): Promise<object> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-bench-one-'));
  try {
    makeReports(path.join(folder, 'reports'), reports);
    const contenders = contendersIn(folder, oppnda);
    const runs = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      // Every other repeat in the other order: a machine that gets slower counts against all alike.
      for (const contender of repeat % 2 === 0 ? contenders : contenders.toReversed())
        runs.get(contender.name)?.push(await oneRun(contender, folder));
    }
    const journal = statSync(path.join(folder, 'out-averages', 'journal.ndjson')).size;
    const figures = [...runs].map(([name, own]) => [name, { ...medians(own), runs: own }]);
    return { reports, journal, ...Object.fromEntries(figures) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function contendersIn(folder: string, oppnda: string | null): Contender[] {
  const ballast = (name: string, pictures: boolean): Contender => {
    const batch = path.join(folder, `${name}.yml`);
    writeFileSync(batch, batchText(name, pictures));
    const args = [BALLAST, 'run', batch, '--no-history', '--quiet', ...(pictures ? [] : ['--no-html'])];
    return { name, program: process.execPath, args };
  };
  const own = [ballast('averages', false), ballast('pictures', true)];
  if (oppnda === null) return own;
  const config = path.join(folder, 'averager_config.json');
  writeFileSync(config, JSON.stringify(oppndaConfig(path.join(folder, 'reports')), null, 2));
  return [
    ...own,
    { name: 'oppnda', program: 'python3', args: [path.join(oppnda, 'core/averager.py'), config] },
  ];
}

const PARTS = { scenario: 0, router: 1, seed: 2, ttl: 3, buffer: 4, report_type: 5 };
const FIGURES = '[delivery_prob, overhead_ratio, latency_avg, hopcount_avg, buffertime_avg]';

function batchText(name: string, pictures: boolean): string {
  const averages = ['ttl', 'buffer'].map(
    (part) =>
      `  - { name: ${part}_average, layout: averages, groupBy: [router, ${part}], lines: ${pictures ? FIGURES : '[]'},
      template: '{report_type}_{router}_{${part}}_${part}_average.txt' }\n`,
  );
  const drawn = pictures
    ? ', pictures: [distribution, correlation, heat-map, surface], over: [buffer, ttl]'
    : '';
  return `version: 1
reader: one
inputs: ./reports
output: ./out-${name}
names: { positions: ${JSON.stringify(PARTS)}, extract: { ttl: number, seed: number, buffer: number } }
tables:
${averages.join('')}  - { name: metrics, layout: metrics, figures: ${FIGURES}${drawn} }
`;
}

function oppndaConfig(folder: string): object {
  return {
    folder,
    file_filter: { extension: '.txt' },
    report_types: ['MessageStatsReport'],
    filename_pattern: {
      delimiter: '_',
      components: PARTS,
      extract: { ttl: '(\\d+)', seed: '(\\d+)', buffer: '(\\d+)' },
    },
    ignore_fields: ['sim_time'],
    average_groups: ['ttl', 'buffer'].map((part) => ({
      name: part,
      group_by: ['router', part],
      output_template: `{report_type}_{router}_{${part}}_${part}_average.txt`,
    })),
    output: { precision: 4 },
  };
}

async function oneRun({ name, program, args }: Contender, folder: string): Promise<Run> {
  rmSync(path.join(folder, `out-${name}`), { recursive: true, force: true });
  const began = performance.now();
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, BALLAST_DATA_HOME: path.join(folder, 'data') },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tree = child.pid === undefined ? null : sampleTree(child.pid);
  let coordinator: number | null = null;
  const timer = setInterval(() => {
    coordinator = highWaterOf(child.pid) ?? coordinator;
  }, 50);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  clearInterval(timer);
  const seconds = (performance.now() - began) / 1000;
  const samples = tree?.stop() ?? null;
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return { seconds, memory: samples === null ? null : foldMemory(samples, Infinity).highWater, coordinator };
}

/** Bytes; null on a system without /proc, and for a process that has ended. */
function highWaterOf(pid: number | undefined): number | null {
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return found === null ? null : Number(found[1]) * 1024;
  } catch {
    return null;
  }
}

function medians(runs: readonly Run[]): Run {
  const known = (values: readonly (number | null)[]): number | null => {
    const own = values.filter((value) => value !== null);
    return own.length === 0 ? null : median(own);
  };
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    memory: known(runs.map(({ memory }) => memory)),
    coordinator: known(runs.map(({ coordinator }) => coordinator)),
  };
}
