import { spawn } from 'node:child_process';
import { EXIT } from '../exit-code.ts';
import { noticeCommand } from '../platform/notice.ts';
import type { CompanionFlags } from './companion-flags.ts';

/** What the words of a command may refer to. */
export interface EndFacts {
  readonly exit: number;
  /** Output folder, report and page, absolute. */
  readonly out: string;
  readonly report: string;
  readonly page: string;
  readonly batch: string;
}

/** Time that a command may take, in milliseconds; after that it goes on alone. */
const WITHIN = 60_000;

/**
 * What the user wants when a batch has ended: a notice on the desktop, a program of their own. Nothing that goes wrong changes the
 * exit code. Returns warnings.
 */
export async function afterEnd({ onEnd, notify }: CompanionFlags, facts: EndFacts): Promise<string[]> {
  const words = wordsOf(facts);
  const notice = notify === true ? noticeOf(facts, words) : null;
  const warnings: string[] = [];
  if (notice !== null) warnings.push(...(await run(notice, 'the notice on the desktop')));
  const [program, ...args] = (onEnd ?? []).map((word) => filled(word, words));
  if (program !== undefined) warnings.push(...(await run({ program, args }, 'the command of --on-end')));
  return warnings;
}

interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

type Words = ReadonlyMap<string, string>;

const STATUSES: Readonly<Record<number, string>> = {
  [EXIT.ok]: 'all-succeeded',
  [EXIT.someDidNot]: 'some-did-not',
  [EXIT.storage]: 'output-failed',
  [EXIT.interrupted]: 'interrupted',
};

function wordsOf({ exit, out, report, page, batch }: EndFacts): Words {
  const status = STATUSES[exit] ?? 'failed';
  return new Map([
    ['{status}', status],
    ['{exit}', String(exit)],
    ['{out}', out],
    ['{report}', report],
    ['{page}', page],
    ['{batch}', batch],
  ]);
}

/** Each word stays one argument, whatever is put into it: there is no shell. Unknown placeholders stay as they are. */
function filled(word: string, words: Words): string {
  return word.replaceAll(/\{[a-z]+\}/g, (name) => words.get(name) ?? name);
}

function noticeOf({ batch, out }: EndFacts, words: Words): Command | null {
  const status = (words.get('{status}') ?? '').replaceAll('-', ' ');
  return noticeCommand({ title: `Ballast: ${batch}`, text: `${status}: ${out}` });
}

async function run({ program, args, env = {} }: Command, what: string): Promise<readonly string[]> {
  const failed = (why: string): readonly string[] => [
    `${what} (${program}) ${why}; the batch is not affected`,
  ];
  return await new Promise((resolve) => {
    // Standard output belongs to the report.
    const child = spawn(program, [...args], {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, ...env },
      windowsHide: true,
    });
    const timer = setTimeout(() => {
      child.unref();
      resolve(failed(`has not ended after ${WITHIN / 1000} s and goes on alone`));
    }, WITHIN);
    const done = (warnings: readonly string[]): void => {
      clearTimeout(timer);
      resolve(warnings);
    };
    child.once('error', (error) => done(failed(`could not be started: ${error.message}`)));
    child.once('exit', (code, signal) => done(code === 0 ? [] : failed(`ended with ${code ?? signal}`)));
  });
}
