import { spawn } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Step, stepsOf, wordsOf } from './page.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const BALLAST = path.join(ROOT, 'apps', 'cli', 'dist', 'bin.js');

/** Where the pages pretend to be. */
const SHOWN_FOLDER = '~/loads';

/** What one block with `run` printed, on both streams, and the exit code of its last command. */
export interface Played {
  readonly step: Step & { readonly kind: 'run' };
  readonly printed: string;
  readonly code: number | null;
}

/** Carries out the steps of a page in a folder of its own; `env` is added to the environment. */
export async function play(
  page: string,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Played[]> {
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), 'ballast-docs-')));
  const folder = path.join(scratch, 'loads');
  mkdirSync(folder);
  const place = {
    folder,
    output: path.join(scratch, 'output'),
    env: { ...env, BALLAST_DATA_HOME: path.join(scratch, 'data') },
  };
  try {
    const played: Played[] = [];
    for (const step of stepsOf(page)) {
      if (step.kind === 'run') played.push(await runAll(step, place));
      else if (step.kind === 'write') {
        mkdirSync(path.dirname(path.join(folder, step.file)), { recursive: true });
        writeFileSync(path.join(folder, step.file), `${step.text}\n`);
      } else {
        const tool = path.join(ROOT, 'tools', step.tool, 'dist', 'bin.js');
        const { code, printed } = await start([tool, ...step.args], place);
        if (code !== 0) throw new Error(`line ${step.line}: ${step.tool} ended with ${code}: ${printed}`);
      }
    }
    return played;
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10 });
  }
}

interface Place {
  readonly folder: string;
  readonly output: string;
  readonly env: Readonly<Record<string, string>>;
}

async function runAll(step: Step & { readonly kind: 'run' }, place: Place): Promise<Played> {
  let printed = '';
  let code: number | null = 0;
  for (const command of step.commands) {
    const ended = await runOne(command, place);
    printed += ended.printed;
    code = ended.code;
  }
  return { step, printed: asShown(printed, place.folder), code };
}

interface Ended {
  readonly code: number | null;
  readonly printed: string;
}

function runOne(command: string, place: Place): Promise<Ended> {
  const [program = '', ...args] = wordsOf(command);
  if (program === 'ballast') return start([BALLAST, ...args], place);
  return Promise.resolve({ code: 0, printed: readLines(program, args, place) });
}

/** `cat FILE`, and `head -n N FILE`: enough to look at tables on every system. */
function readLines(program: string, args: readonly string[], { folder }: Place): string {
  const text = readFileSync(path.join(folder, args.at(-1) ?? ''), 'utf8').replaceAll('\r\n', '\n');
  if (program === 'cat') return text;
  if (program !== 'head' || args[0] !== '-n') throw new Error(`the pages do not know the command ${program}`);
  return `${text.split('\n').slice(0, Number(args[1])).join('\n')}\n`;
}

/** Both streams go to one file, so that their lines keep their order. */
function start(args: readonly string[], { folder, output, env }: Place): Promise<Ended> {
  const stream = openSync(output, 'w');
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', stream, stream],
  });
  return new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, printed: readFileSync(output, 'utf8') }));
  }).finally(() => closeSync(stream));
}

function asShown(text: string, folder: string): string {
  const shown = text.replaceAll('\r\n', '\n').replaceAll(folder, SHOWN_FOLDER).replaceAll(ROOT, '~/ballast/');
  const paths = new RegExp(`${SHOWN_FOLDER}[^\\s:]*`, 'g');
  return shown.replace(paths, (found) => found.replaceAll('\\', '/')).trimEnd();
}
