import { isFault } from '@ballast/resource-model';
import { CASE_USAGE } from '../run/case-spec.ts';
import { aims, compare, report } from './judge.ts';
import { baseline, guard, peers, sweep } from './measure.ts';
import { MEASURING_USAGE, UsageError } from './options.ts';
import { smoke } from './smoke.ts';

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => number | Promise<number>>> = {
  sweep,
  baseline,
  peers,
  guard,
  smoke,
  compare,
  aims,
  report,
};

export const COMMANDS_USAGE: string = `bench baseline        30 against 15 workers as published, and properly
bench sweep [--case WORDS]...   auto against fixed numbers of workers and formulas
bench peers [--case WORDS]...   auto against GNU parallel, Python's ProcessPoolExecutor, a plain pool
bench guard           auto alone, often: some minutes, for compare
bench smoke [--against FILE|none]   a minute: same tables, no violation, ratios as they were
bench compare OLD NEW [--margin 0.05]   exit code 1: slower beyond the noise
bench aims RESULT...            the claims over all cases; exit code 1: one is not met
bench report RESULT [--out FILE]   the HTML report of a result

${MEASURING_USAGE}

${CASE_USAGE}`;

/** Exit code of a command of this folder; null where it has none of that name. */
export async function runCommand(name: string, args: readonly string[]): Promise<number | null> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) return null;
  try {
    return await command(args);
  } catch (error) {
    if (error instanceof UsageError) process.stderr.write(`bench ${name}: ${error.message}\n`);
    else if (isFault(error))
      process.stderr.write(`${error.message}; ${error.hint ?? 'see bench without arguments'}\n`);
    else throw error;
    return 2;
  }
}
