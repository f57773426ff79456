import { readFileSync } from 'node:fs';
import { type CheckedBatch, checkBatch } from '@ballast/batch';
import type { ConfigIssue } from '@ballast/config';
import { commandsOf, type EachWanted, eachBatch, withOwnTask } from '@ballast/own-task';
import { FaultError, isFault } from '@ballast/resource-model';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../exit-code.ts';
import { runChecked } from './run/run.ts';
import type { RunFlags } from './run/run-flags.ts';

/** What the options of the batch itself say, as `eachBatch` wants it, and those of any run. */
export type EachFlags = Omit<RunFlags, 'set'> &
  Omit<EachWanted, 'patterns' | 'command' | 'rows' | 'lines'> & {
    readonly set: readonly string[];
    readonly out: string;
    /** A CSV file whose rows are the tasks. */
    readonly inputs?: string;
    readonly lines: boolean;
    readonly dryRun: boolean;
  };

interface Given {
  readonly inputs: readonly string[];
  /** What followed `--`. */
  readonly command: readonly string[];
}

/** `ballast each`: a task of the user's own for each input. Returns the exit code. */
export async function eachCommand(given: Given, flags: EachFlags): Promise<number> {
  const source = eachBatch(wantedOf(given, flags));
  const load = (): CheckedBatch => withOwnTask(checkedOrFault(source, flags));
  if (!flags.dryRun) return runChecked(load, flags);
  for (const command of commandsOf(load())) process.stdout.write(`${command.map(shown).join(' ')}\n`);
  return EXIT.ok;
}

function wantedOf({ inputs, command }: Given, flags: EachFlags): EachWanted {
  return {
    ...flags,
    rows: flags.inputs ?? null,
    lines: flags.lines ? linesOfInput() : null,
    patterns: inputs,
    command,
  };
}

function linesOfInput(): readonly string[] {
  return readFileSync(0, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}

/** Nobody wrote the batch: its mistakes are those of the options. */
function checkedOrFault(source: Readonly<Record<string, unknown>>, flags: EachFlags): CheckedBatch {
  const overrides = [
    ...flags.set,
    ...(flags.workers === undefined ? [] : [`resources.workers=${flags.workers}`]),
    ...(flags.memory === undefined ? [] : [`resources.memory=${flags.memory}`]),
  ];
  try {
    return checkBatch(source, { output: flags.out, overrides });
  } catch (error) {
    if (!isFault(error) || error.code !== 'BATCH_INVALID') throw error;
    const issues = (error.details?.issues ?? []) as readonly ConfigIssue[];
    throw new FaultError({
      code: 'OPTIONS_INVALID',
      message: 'the options do not make a batch',
      hint: '`ballast each --help` has examples',
      details: {
        lines: issues.map(({ message, hint }) => (hint === undefined ? message : `${message} (${hint})`)),
      },
    });
  }
}

/** An argument as a shell would have to be given it. */
function shown(argument: string): string {
  const safe = forTerminal(argument);
  return /^[\w@%+=:,./\\-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", "'\\''")}'`;
}
