import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTool, startBallast } from './processes.ts';

/** A batch to kill, and the tables of an undisturbed run. */
export interface Stressed {
  readonly name: string;
  /** Folder with the batch file and everything that the batch writes. */
  readonly folder: string;
  readonly batch: string;
  /** By name. */
  readonly tables: Readonly<Record<string, string>>;
  /** Duration of the undisturbed run, in milliseconds. */
  readonly took: number;
}

/** Files of each batch. */
const FILES = 60;

/** Creates inputs and batch files in `folder`, and runs each batch once. */
export async function makeBatches(folder: string, dataHome: string): Promise<Stressed[]> {
  const built = await runTool('orcfxapi-standin', ['build']);
  const library = built === null ? null : (JSON.parse(built) as { library: string }).library;
  if (library === null) process.stdout.write('no C compiler: only OpenFAST files\n');
  const batches = [await openfast(path.join(folder, 'openfast'))];
  if (library !== null) batches.push(await standIn(path.join(folder, 'standin'), library));
  const made: Stressed[] = [];
  for (const one of batches) made.push({ ...one, ...(await undisturbed(one, dataHome)) });
  return made;
}

type Made = Pick<Stressed, 'name' | 'folder' | 'batch'>;

async function openfast(folder: string): Promise<Made> {
  const shape = ['--format', 'mixed', '--channels', '40', '--rows', '4000', '--files', String(FILES)];
  await runTool('openfast-files', ['--out', path.join(folder, 'sims'), ...shape]);
  return made(folder, {
    reader: 'openfast',
    statistics: '{ variable: TwrBsMyt, statistics: all }',
    samples: '{ variable: PtfmSurge }',
  });
}

async function standIn(folder: string, library: string): Promise<Made> {
  // Slow enough for kills during loading.
  const shape = ['--min', '1MB', '--max', '2MB', '--fault', 'slow-load', '--fault-argument', '40'];
  await runTool('orcfxapi-standin', [
    'generate',
    ...['--out', path.join(folder, 'sims'), '--files', String(FILES), ...shape],
  ]);
  const column = (more: string): string => `{ object: Vessel1, variable: X${more} }`;
  const extra = `orcaflex: { library: ${JSON.stringify(library)} }\n`;
  return made(folder, {
    reader: 'orcaflex',
    statistics: column(', statistics: all'),
    samples: column(''),
    extra,
  });
}

interface Parts {
  readonly reader: string;
  readonly statistics: string;
  readonly samples: string;
  readonly extra?: string;
}

function made(folder: string, { reader, statistics, samples, extra = '' }: Parts): Made {
  mkdirSync(folder, { recursive: true });
  const batch = path.join(folder, 'batch.yml');
  writeFileSync(
    batch,
    `version: 1
batch: stress
reader: ${reader}
inputs: { directory: ./sims, include: ["*"] }
output: ./out
${extra}tables:
  - { name: wide, layout: wide, columns: [${statistics}] }
  - { name: samples, layout: time-series, columns: [${samples}] }
`,
  );
  return { name: reader, folder, batch };
}

async function undisturbed(
  { folder, batch, name }: Made,
  dataHome: string,
): Promise<Pick<Stressed, 'tables' | 'took'>> {
  const out = path.join(folder, 'undisturbed');
  const began = performance.now();
  const { code, stderr } = await startBallast(['run', batch, '--out', out, '--quiet'], dataHome).ended;
  if (code !== 0) throw new Error(`${name}: the undisturbed run ended with ${code}: ${stderr}`);
  return { took: performance.now() - began, tables: tablesIn(out) };
}

/** The tables of an output folder, by name. */
export function tablesIn(out: string): Record<string, string> {
  const folder = path.join(out, 'tables');
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}
