import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { CompanionFlags } from './companion-flags.ts';
import { openInBrowser } from './open-in-browser.ts';

/** The process that watches a batch for its user. The batch does not need it: whatever becomes of it, the batch goes on. */
export interface Companion {
  /** What to tell the user. */
  readonly lines: readonly string[];
  /** The batch has ended: it writes what it has to. Returns warnings. */
  end(): Promise<readonly string[]>;
}

const NONE: Companion = { lines: [], end: async () => [] };

/** It answers in a fraction of this, in milliseconds; the batch waits no longer. */
const ANSWER_WITHIN = 5000;
const END_WITHIN = 5000;

const BIN: string = fileURLToPath(new URL('../bin.js', import.meta.url));

/** Starts what the flags ask for, before the batch admits anything. `output`: its output folder. */
export async function startCompanion(output: string, flags: CompanionFlags): Promise<Companion> {
  const { dashboard = false, metrics, port, open = false, control = false } = flags;
  if (!dashboard && metrics === undefined) return NONE;
  const child = spawn(
    process.execPath,
    [
      BIN,
      'dashboard',
      output,
      '--companion',
      '--json',
      ...(dashboard ? [] : ['--no-page']),
      ...(control ? ['--control'] : []),
      ...(port === undefined ? [] : ['--port', String(port)]),
      ...(metrics === undefined ? [] : ['--metrics', path.resolve(metrics)]),
    ],
    { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true },
  );
  const ended = endOf(child);
  letGo(child);
  const said = messagesOf(child);
  const first = await within(ANSWER_WITHIN, [said.first, ended]);
  if (first === null) return { ...NONE, lines: ['the dashboard did not start; the batch runs without it'] };
  const { fault, url = null } = first;
  if (fault !== undefined) return { ...NONE, lines: [`${fault}; the batch runs without a dashboard`] };
  if (url !== null && open) openInBrowser(url);
  return {
    lines: url === null ? [] : [`dashboard: ${url}`],
    end: async () => {
      child.stdin?.end();
      if (metrics === undefined) return [];
      await within(END_WITHIN, [said.last, ended]);
      return said.warnings;
    },
  };
}

/** What the process says, one JSON object a line: first the address or why there is none, at the end that all is written. */
interface Said {
  readonly url?: string | null;
  readonly fault?: string;
  readonly written?: true;
  readonly warning?: string;
}

interface Messages {
  readonly first: Promise<Said>;
  /** The metrics are written for the last time, or cannot be. */
  readonly last: Promise<Said>;
  readonly warnings: readonly string[];
}

function messagesOf(child: ChildProcess): Messages {
  const warnings: string[] = [];
  let onFirst: (said: Said) => void = () => undefined;
  let onLast: (said: Said) => void = () => undefined;
  const first = new Promise<Said>((resolve) => {
    onFirst = resolve;
  });
  const last = new Promise<Said>((resolve) => {
    onLast = resolve;
  });
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = saidIn(line);
      if (said.warning !== undefined) warnings.push(said.warning);
      if (said.written === true) onLast(said);
      if (said.url !== undefined || said.fault !== undefined) onFirst(said);
    });
  }
  return { first, last, warnings };
}

function saidIn(line: string): Said {
  try {
    return JSON.parse(line) as Said;
  } catch {
    return {};
  }
}

/** Null when the process has ended, or could not be started. */
function endOf(child: ChildProcess): Promise<null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', () => resolve(null));
  });
}

/** This process waits for its end where that matters; otherwise neither it nor its pipes keep this process from ending. */
function letGo(child: ChildProcess): void {
  child.unref();
  for (const pipe of [child.stdin, child.stdout]) {
    if (pipe instanceof Socket) pipe.unref();
  }
  // A process that is gone takes nothing more.
  child.stdin?.on('error', () => undefined);
}

/** The first of these; null after some time. The timer keeps this process alive meanwhile: nothing else may. */
async function within<Value>(time: number, all: readonly Promise<Value | null>[]): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), time);
  });
  try {
    return await Promise.race([...all, late]);
  } finally {
    clearTimeout(timer);
  }
}
