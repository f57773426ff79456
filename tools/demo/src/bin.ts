import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTool } from './run-tool.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const OUT = path.join(ROOT, 'demo-out');
const BALLAST = path.join(ROOT, 'apps', 'cli', 'dist', 'bin.js');

const OPENFAST_BATCH = `version: 1
batch: demo-openfast
reader: openfast
inputs: { directory: ./openfast-files, include: ["**/*.outb", "**/*.out"] }
output: ./openfast
resources: { memory: 50%, workers: auto, timeout: 5min }
tables:
  - name: statistics
    layout: long
    columns: [{ variable: "*", statistics: all }]
  - name: tower
    layout: wide
    columns:
      - { variable: TwrBsMyt, statistics: [min, max, mean, std] }
`;

function orcaflexBatch(library: string): string {
  return `version: 1
batch: demo-orcaflex-standin
reader: orcaflex
inputs: { directory: ./orcaflex-files, include: ["**/*.sim"] }
output: ./orcaflex
resources: { memory: 50%, workers: auto, timeout: 5min }
orcaflex: { library: ${JSON.stringify(library)} }
tables:
  - name: tension
    layout: wide
    columns:
      - { object: Line1, variable: Effective Tension, at: { end: A }, statistics: [min, max, mean, std], label: tension_A }
      - { object: Line1, variable: Effective Tension, at: { end: B }, statistics: [max], label: tension_B_max }
      - { object: Line1, variable: Bend Moment, at: { arclength: 12.5 }, statistics: [max], label: bend_max }
`;
}

async function demo(): Promise<number> {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const codes = [await openfastDemo()];
  const library = await standInLibrary();
  if (library !== null) codes.push(await orcaflexDemo(library));
  return codes.every((code) => code === 0) ? 0 : 1;
}

async function openfastDemo(): Promise<number> {
  heading('OpenFAST: 24 generated files');
  await tool('openfast-files', [
    '--out',
    path.join(OUT, 'openfast-files'),
    '--files',
    '24',
    '--format',
    'mixed',
    '--channels',
    '40',
    '--rows',
    '6001',
  ]);
  return runBatch('openfast', OPENFAST_BATCH, ['statistics', 'tower']);
}

/** Path of the built stand-in library, or null if there is no C compiler. */
async function standInLibrary(): Promise<string | null> {
  heading('OrcaFlex: the C interface with a stand-in library (no OrcaFlex, no licence)');
  const built = await runTool(process.execPath, [
    path.join(ROOT, 'tools', 'orcfxapi-standin', 'dist', 'bin.js'),
    'build',
  ]);
  if (built.code === 0) return (JSON.parse(built.stdout) as { library: string }).library;
  print(`skipped: ${built.stderr.trim()}`);
  print('tools/install-system-packages.sh installs a C compiler on Debian.');
  return null;
}

async function orcaflexDemo(library: string): Promise<number> {
  await tool('orcfxapi-standin', [
    'generate',
    '--out',
    path.join(OUT, 'orcaflex-files'),
    '--files',
    '16',
    '--min',
    '1MB',
    '--max',
    '24MB',
  ]);
  return runBatch('orcaflex', orcaflexBatch(library), ['tension']);
}

async function tool(name: string, args: readonly string[]): Promise<void> {
  const done = await runTool(process.execPath, [path.join(ROOT, 'tools', name, 'dist', 'bin.js'), ...args]);
  if (done.code !== 0) throw new Error(`${name} ended with ${done.code}: ${done.stderr}`);
}

async function runBatch(name: string, text: string, tables: readonly string[]): Promise<number> {
  const batch = path.join(OUT, `${name}.yml`);
  writeFileSync(batch, text);
  const shown = path.relative(ROOT, batch).split(path.sep).join('/');
  print(`$ ballast run ${shown}`);
  const { code } = await runTool(process.execPath, [BALLAST, 'run', batch, '--no-history'], { show: true });
  for (const table of tables) showTable(path.join(OUT, name, 'tables', `${table}.csv`));
  return code;
}

function showTable(file: string): void {
  if (!existsSync(file)) return;
  const rows = readFileSync(file, 'utf8').split('\r\n');
  print(
    `\n${path.relative(ROOT, file).split(path.sep).join('/')} (${rows.length - 2} rows), the first of them:`,
  );
  for (const row of rows.slice(0, 4)) print(`  ${row.length > 150 ? `${row.slice(0, 147)}...` : row}`);
}

function heading(text: string): void {
  print(`\n== ${text}`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await demo();
