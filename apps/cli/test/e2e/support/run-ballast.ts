import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT: string = fileURLToPath(new URL('../../../../../', import.meta.url));
const BIN: string = path.join(ROOT, 'apps', 'cli', 'dist', 'bin.js');

/** Real OpenFAST files with expected numbers, if available. */
export const REAL_DATA: string = path.join(ROOT, '..', 'shared', 'data');
export const HAS_REAL_DATA: boolean = existsSync(path.join(REAL_DATA, 'openfast'));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The history of these batches, apart from the user's own. */
const DATA_HOME = path.join(tmpdir(), `ballast-e2e-data-${process.pid}`);
process.on('exit', () => rmSync(DATA_HOME, { recursive: true, force: true }));

/** A folder that is removed after the test. */
export function temporaryFolder(): { readonly path: string; [Symbol.dispose](): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'ballast-e2e-'));
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs the command. Batches do not look up names first, which loads a model of OrcaFlex and is tested for itself. */
export function ballast(args: readonly string[], as: Partial<User> = {}): Promise<Ended> {
  return ended(start(BIN, withoutLook(args), as));
}

/** The same with everything that a user gets. */
export function ballastAsUsed(args: readonly string[]): Promise<Ended> {
  return ended(start(BIN, args));
}

function withoutLook(args: readonly string[]): readonly string[] {
  const looks = args[0] === 'run' || args[0] === 'plan';
  return looks && !args.includes('--no-check') ? [...args, '--no-check'] : args;
}

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/**
 * A user who may not read everything: this one, or for root an unprivileged one that can run the command.
 * Null if there is none.
 */
export function unprivilegedUser(): Partial<User> | null {
  if (process.platform === 'win32') return null;
  if (process.getuid?.() !== 0) return {};
  const nobody = { uid: 65534, gid: 65534 };
  const tried = spawnSync(process.execPath, [BIN, '--version'], { ...nobody, stdio: 'ignore' });
  return tried.status === 0 ? nobody : null;
}

/** The running command, for tests that send it signals. */
export function startBallast(
  args: readonly string[],
  dataHome: string = DATA_HOME,
): {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
} {
  const child = start(BIN, withoutLook(args), { dataHome });
  return { child, ended: ended(child) };
}

/** Runs one of the repository's tools; throws if it fails. */
export async function tool(name: string, args: readonly string[]): Promise<string> {
  const done = await ended(start(path.join(ROOT, 'tools', name, 'dist', 'bin.js'), args));
  if (done.code !== 0) throw new Error(`${name} ended with ${done.code}: ${done.stderr}`);
  return done.stdout;
}

/** One JSON value per line, as the tools print them. */
export function jsonLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function start(
  script: string,
  args: readonly string[],
  { dataHome = DATA_HOME, ...as }: Partial<User> & { readonly dataHome?: string } = {},
): ChildProcess {
  return spawn(process.execPath, [script, ...args], {
    ...as,
    env: { ...process.env, BALLAST_DATA_HOME: dataHome },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function ended(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** A path as a double-quoted YAML scalar. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

export function writeBatch(folder: string, text: string): string {
  const file = path.join(folder, 'batch.yml');
  writeFileSync(file, text);
  return file;
}

/** A table as rows of named cells. Cells of these tests contain neither quotes nor line ends. */
export function readTable(file: string): Record<string, string>[] {
  const lines = readFileSync(file, 'utf8').split('\r\n');
  const names = splitLine(lines[0] ?? '');
  return lines
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => Object.fromEntries(splitLine(line).map((cell, i) => [names[i] ?? `extra ${i}`, cell])));
}

function splitLine(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quotedCell = false;
  for (let i = 0; i < line.length; i += 1) {
    const c = line[i];
    if (quotedCell && c === '"' && line[i + 1] === '"') {
      cell += '"';
      i += 1;
    } else if (c === '"') quotedCell = !quotedCell;
    else if (c === ',' && !quotedCell) {
      cells.push(cell);
      cell = '';
    } else cell += c ?? '';
  }
  return [...cells, cell];
}

/** Processes below this one whose command line has `text`; empty on a system without /proc. */
export function processesWith(text: string): number[] {
  if (!existsSync('/proc/self/cmdline')) return [];
  const pids = readdirNumbers('/proc');
  return pids.filter((pid) => {
    try {
      return pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
    } catch {
      return false;
    }
  });
}

function readdirNumbers(folder: string): number[] {
  return readdirSync(folder).map(Number).filter(Number.isInteger);
}
