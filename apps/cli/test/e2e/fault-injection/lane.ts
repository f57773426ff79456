import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { tablesOf } from '../support/journal-of.ts';
import { type Ended, tool } from '../support/run-ballast.ts';
import { ballastWith } from '../support/with-environment.ts';
import { type Call, type Point, SCENARIOS, type ScenarioName } from './points.ts';

const PRELOAD = fileURLToPath(new URL('../../../../../tools/disk-faults/dist/preload.js', import.meta.url));

const OTHER_TABLE =
  '  - { name: other, layout: wide, columns: [{ variable: TwrBsMyt, statistics: [min] }] }\n';
const WIDE = `  - { name: wide, layout: wide, columns: [{ variable: TwrBsMyt, statistics: [max, mean] }] }
`;
const TABLES = `${WIDE}  - { name: series, layout: time-series, columns: [{ variable: TwrBsMyt, period: [0, 1] }] }
`;

const batchText = (sims: string, tables: string): string => `version: 1
batch: faults
reader: openfast
inputs: { directory: ./${sims} }
output: ./root/out
resources: { workers: 1, memory: 1GiB }
tables:
${tables}`;

interface Scenario {
  readonly batch: string;
  /** A copy of the root as it is before the run. */
  readonly before: string;
  readonly expected: Readonly<Record<string, string>>;
}

/** Folders of its own, in which one run at a time takes place. Everything that a run may write is below `root`. */
export interface Lane {
  readonly folder: string;
  readonly root: string;
  readonly out: string;
  readonly log: string;
  readonly scenarios: Readonly<Record<ScenarioName, Scenario>>;
  [Symbol.dispose](): void;
}

export async function makeLane(): Promise<Lane> {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-faults-'));
  const root = path.join(folder, 'root');
  const place = { folder, root, out: path.join(root, 'out'), log: path.join(folder, 'log') };
  const lane = { ...place, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
  const [fresh, more, another, appended] = SCENARIOS;
  const withFewer = async (batch: string, sims: string): Promise<void> => {
    const last = readdirSync(sims).toSorted().at(-1) ?? '';
    cpSync(path.join(sims, last), path.join(folder, last), { preserveTimestamps: true });
    rmSync(path.join(sims, last));
    await mustSucceed(lane, batch);
    cpSync(path.join(folder, last), path.join(sims, last), { preserveTimestamps: true });
  };
  const scenarios = {
    [fresh]: await prepare(lane, fresh, async () => undefined),
    [more]: await prepare(lane, more, withFewer),
    [appended]: await prepare(lane, appended, withFewer),
    [another]: await prepare(lane, another, async (_, sims) => {
      const other = path.join(folder, 'other.yml');
      writeFileSync(other, batchText(path.basename(sims), OTHER_TABLE));
      await mustSucceed(lane, other);
    }),
  };
  return { ...lane, scenarios };
}

type Place = Pick<Lane, 'folder' | 'root' | 'out' | 'log'>;

async function prepare(
  lane: Place,
  name: ScenarioName,
  earlier: (batch: string, sims: string) => Promise<void>,
): Promise<Scenario> {
  const { folder, root, out } = lane;
  const sims = path.join(folder, `sims-${name}`);
  const shape = ['--format', 'outb4', '--channels', '40', '--rows', '50'];
  await tool('openfast-files', ['--out', sims, '--files', '3', ...shape]);
  const batch = path.join(folder, `${name}.yml`);
  writeFileSync(batch, batchText(path.basename(sims), name === 'appended' ? WIDE : TABLES));
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  await earlier(batch, sims);
  const before = path.join(folder, `before-${name}`);
  cpSync(root, before, { recursive: true, preserveTimestamps: true });
  await mustSucceed(lane, batch);
  return { batch, before, expected: tablesOf(out) };
}

async function mustSucceed(lane: Place, batch: string): Promise<void> {
  const { code, stderr } = await run(lane, batch);
  if (code !== 0) throw new Error(`a run without faults ended with ${code}: ${stderr}`);
}

/** Runs the batch of a scenario from its beginning, with a fault. */
export async function runWithFault(lane: Lane, point: Point): Promise<Ended & { readonly fired: boolean }> {
  startOver(lane, point.scenario);
  const { role, at, kinds, what, stays } = point;
  const fault = { role, at, kinds, what, stays };
  const ended = await run(lane, lane.scenarios[point.scenario].batch, fault);
  return { ...ended, fired: existsSync(`${lane.log}.fired`) };
}

/** Runs it as it is now, without faults. */
export function runAgain(lane: Lane, scenario: ScenarioName): Promise<Ended> {
  return run(lane, lane.scenarios[scenario].batch);
}

/** The calls of a run without faults. */
export async function countCalls(lane: Lane, scenario: ScenarioName): Promise<readonly Call[]> {
  startOver(lane, scenario);
  await run(lane, lane.scenarios[scenario].batch, null);
  const lines = readFileSync(lane.log, 'utf8').split('\n').slice(0, -1);
  return lines
    .map((line) => JSON.parse(line) as Call & { readonly op: string })
    .filter(({ op }) => op === 'call');
}

export interface Luck {
  readonly names: 'none' | 'all' | 'some';
  readonly contents: 'none' | 'all' | 'torn' | 'reordered';
}

/** Puts the root into a state in which the loss of power of the last run may have left it. */
export async function losePower(lane: Lane, scenario: ScenarioName, luck: Luck & { readonly seed: number }) {
  const { log, root } = lane;
  const { before } = lane.scenarios[scenario];
  await tool('disk-faults', [JSON.stringify({ ...luck, log, root, before, into: root })]);
}

function startOver(lane: Lane, scenario: ScenarioName): void {
  for (const one of [lane.root, lane.log, `${lane.log}.fired`]) rmSync(one, { recursive: true, force: true });
  cpSync(lane.scenarios[scenario].before, lane.root, { recursive: true, preserveTimestamps: true });
}

/** `fault`: null to count calls; without it nothing is replaced. */
function run({ root, log }: Place, batch: string, fault?: object | null): Promise<Ended> {
  const variables: Record<string, string> = { BALLAST_DATA_HOME: path.join(root, 'home') };
  if (fault !== undefined) {
    variables.NODE_OPTIONS = `--import ${pathToFileURL(PRELOAD).href}`;
    variables.BALLAST_DISK_FAULTS = JSON.stringify({ root, log, fault });
  }
  return ballastWith(variables, ['run', batch]);
}
