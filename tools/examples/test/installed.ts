import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Settles at the first line on standard output that matches. */
  printed(line: RegExp): Promise<void>;
}

export function start(command: readonly [string, ...string[]], cwd: string): Running {
  const [program, ...args] = command;
  // npm and npx are batch files on Windows, which only a shell can start; their arguments here are our own.
  const shell = process.platform === 'win32' && /^np[mx]$/.test(program);
  const child = spawn(program, args, { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { stdout: '', stderr: '' };
  const waiting = new Map<RegExp, () => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (data: string) => {
      text[name] += data;
      for (const [line, resolve] of waiting) if (line.test(text.stdout)) resolve();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...text }));
  });
  const printed = (line: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.set(line, resolve);
      ended.then(() => reject(new Error(`it ended without ${line}:\n${text.stdout}${text.stderr}`)), reject);
    });
  return { child, ended, printed };
}

/** Runs a program that has to succeed. */
async function must(command: readonly [string, ...string[]], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await start(command, cwd).ended;
  if (code !== 0) throw new Error(`${command.join(' ')} ended with ${code}:\n${stdout}${stderr}`);
  return stdout;
}

/** A copy of an example with the packed packages installed, compiled; removed at the end of the scope. */
export async function installed(
  example: string,
  needs: string,
): Promise<{ readonly folder: string; [Symbol.dispose](): void }> {
  const scratch = mkdtempSync(path.join(tmpdir(), 'ballast-example-'));
  const folder = path.join(scratch, example);
  const tarballs = path.join(scratch, 'tarballs');
  mkdirSync(tarballs);
  cpSync(path.join(ROOT, 'examples', example), folder, { recursive: true });
  const all = `${needs}...`;
  await must(
    ['npx', '--yes', 'pnpm@12', '--recursive', '--filter', all, 'pack', '--pack-destination', tarballs],
    ROOT,
  );
  const files = readdirSync(tarballs).map((name) => path.join(tarballs, name));
  await must(
    ['npm', 'install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline', ...files],
    folder,
  );
  await must(['npm', 'run', 'build'], folder);
  return { folder, [Symbol.dispose]: () => rmSync(scratch, { recursive: true, force: true }) };
}

/** Makes OpenFAST files of some size. */
export async function makeFiles(folder: string, files: number): Promise<void> {
  const tool = path.join(ROOT, 'tools', 'openfast-files', 'dist', 'bin.js');
  const shape = ['--files', String(files), '--format', 'outb4', '--channels', '40', '--rows', '8000'];
  await must([process.execPath, tool, '--out', folder, ...shape], ROOT);
}
