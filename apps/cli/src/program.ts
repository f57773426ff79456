import { productVersion } from '@ballast/batch';
import { batchJsonSchema } from '@ballast/config';
import { Argument, Command, Help, InvalidArgumentError, type Option } from 'commander';
import type { BatchFlags } from './commands/batch-flags.ts';
import { type CompareFlags, compareCommand } from './commands/compare.ts';
import { type DoctorFlags, doctorCommand } from './commands/doctor.ts';
import { type ExplainFlags, explainCommand } from './commands/explain.ts';
import { type HistoryFlags, historyCommand } from './commands/history.ts';
import { importCommand } from './commands/import.ts';
import { type PlanFlags, planCommand } from './commands/plan.ts';
import { type ProfileFlags, profileCommand } from './commands/profile.ts';
import { type ResumeFlags, resumeCommand } from './commands/resume.ts';
import { type RunFlags, runCommand } from './commands/run.ts';
import { type VerifyFlags, verifyCommand } from './commands/verify.ts';

const EXAMPLES = `
Examples:
  $ ballast run batch.yml                        run a batch; the tables are in its output folder
  $ ballast run batch.yml --out ./out2           the same, with another output folder
  $ ballast run batch.yml --memory 24GiB         with a memory budget of 24 GiB
  $ ballast run batch.yml --set resources.timeout=45min
  $ ballast run batch.yml                        again: reads only what has changed
  $ ballast resume ./out                         resume an interrupted batch
  $ ballast verify ./out                         whether its files are what was written
  $ ballast compare ./out ./out2                 whether two batches gave the same tables
  $ ballast explain ./out case7.sim              what happened to one file, attempt by attempt
  $ ballast plan batch.yml --what-if workers=2,4,auto
  $ ballast run dm.yml "{'meta': {'label': 'a'}}"   a digitalmodel configuration with its override
  $ ballast import dm.yml > batch.yml            the same as a batch file
  $ ballast schema > batch-v1.schema.json        the JSON Schema of batch files, for editors

Exit codes: 0 all succeeded, 1 some task did not, 2 usage, 3 configuration, 5 the output could
not be written, or its folder was disturbed (run the batch again to resume it), 70 defect, 130 interrupted.`;

const OVERRIDE = 'dictionary of values that override the digitalmodel configuration (Python literal or JSON)';

/** The grammar of the command line. `setExit` receives the exit code of the command that ran. */
export function createProgram(setExit: (code: number) => void): Command {
  const program = new Command('ballast');
  program
    .description('One table and one report from a folder of heavy simulation results.')
    .version(productVersion())
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .showHelpAfterError('  next: `ballast --help` lists the commands, `ballast COMMAND --help` their options')
    .configureHelp({ showGlobalOptions: true, optionDescription });
  program
    .command('run')
    .description('run a batch')
    .argument('<batch>', 'batch file, or digitalmodel configuration (YAML)')
    .argument('[override]', OVERRIDE)
    .option('--out <dir>', 'output folder, instead of the one in the batch file')
    .option('--workers <n>', "most tasks at the same time: a number or 'auto'")
    .option('--memory <x>', 'memory budget: a share (75%) or a size (24GiB)')
    .option(
      '--logging <where>',
      'where OrcaFlex keeps the log of a simulation: default, virtual (in the file), memory, disk',
    )
    .option('--set <key=value>', 'override one value of the batch file; may be repeated', collect, [])
    .option('--fresh', 'start over: move the contents of the output folder aside and do not use them', false)
    .option('--verify', 'compare whole inputs with what was read, and all files with their checksums', false)
    .option('--no-native', 'refuse a batch that names a native library')
    .option('--no-history', 'neither use nor keep what batches learn about this machine')
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--quiet', 'print only errors and files that did not succeed', false)
    .action(async (batch: string, override: string | undefined, flags: RunFlags) =>
      setExit(await runCommand(batch, withOverride(flags, override))),
    );
  program
    .command('resume')
    .description('resume an interrupted batch')
    .argument('<dir>', 'output folder of the batch')
    .option(
      '--repair',
      'compare all files of the batch with their checksums, and make again what differs',
      false,
    )
    .option('--verify', 'the same, and compare whole inputs with what was read', false)
    .option('--no-native', 'refuse a batch that names a native library')
    .option('--no-history', 'neither use nor keep what batches learn about this machine')
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--quiet', 'print only errors and files that did not succeed', false)
    .action(async (dir: string, flags: ResumeFlags) => setExit(await resumeCommand(dir, flags)));
  program
    .command('verify')
    .description('check that the files of a batch are what was written')
    .argument('<dir>', 'output folder of the batch')
    .option('--inputs', 'compare the inputs too, as far as their contents were hashed', false)
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print nothing: the exit code is 0 if everything is as written, otherwise 1', false)
    .action(async (dir: string, flags: VerifyFlags) => setExit(await verifyCommand(dir, flags)));
  program
    .command('plan')
    .description('predict how a batch will run, without touching anything')
    .argument('<batch>', 'batch file, or digitalmodel configuration (YAML)')
    .argument('[override]', OVERRIDE)
    .option('--what-if <list>', 'settings to try, for example memory=512GiB,workers=15,30,auto,seats=4')
    .option('--workers <n>', "most tasks at the same time: a number or 'auto'")
    .option('--memory <x>', 'memory budget: a share (75%) or a size (24GiB)')
    .option('--set <key=value>', 'override one value of the batch file; may be repeated', collect, [])
    .option('--no-native', 'refuse a batch that names a native library')
    .option('--no-history', 'do not use what earlier batches learned about this machine')
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print only errors', false)
    .action(async (batch: string, override: string | undefined, flags: PlanFlags) =>
      setExit(await planCommand(batch, withOverride(flags, override))),
    );
  program
    .command('import')
    .description('print a digitalmodel configuration as a batch file that gives the same tables')
    .argument('<config>', 'digitalmodel configuration (YAML)')
    .argument('[override]', OVERRIDE)
    .action((config: string, override: string | undefined) => setExit(importCommand(config, override)));
  program
    .command('compare')
    .description('compare the tables of two output folders, or two CSV files')
    .argument('<a>', 'output folder, or CSV file')
    .argument('<b>', 'the other one')
    .option('--rtol <x>', 'relative tolerance: numbers this close count as equal', tolerance, 0)
    .option('--atol <x>', 'absolute tolerance, added to the relative one', tolerance, 0)
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print nothing: the exit code is 0 if they are identical, otherwise 1', false)
    .action((a: string, b: string, flags: CompareFlags) => setExit(compareCommand(a, b, flags)));
  program
    .command('explain')
    .description('show why files of a batch wait, failed or were retried; also while it runs')
    .argument('<dir>', "output folder of the batch; 'policy' for the rules of retries")
    .argument('[file]', 'one input; with policy: a batch file or an output folder')
    .option('--json', 'print JSON on standard output', false)
    .action((dir: string, file: string | undefined, flags: ExplainFlags) =>
      setExit(explainCommand(dir, file, flags)),
    );
  program
    .command('doctor')
    .description('show what this machine has, and what is missing')
    .argument('[dir]', 'folder whose storage to examine', '.')
    .option('--no-native', 'do not load OrcFxAPI')
    .option('--measure-storage', 'measure how fast files in the folder can be read (a few seconds)', false)
    .option('--json', 'print JSON on standard output', false)
    .action(async (dir: string, flags: DoctorFlags) => setExit(await doctorCommand(dir, flags)));
  program
    .command('profile')
    .description('describe the sizes of the files in a folder')
    .argument('<dir>', 'folder')
    .option('--include <glob...>', 'patterns of the files; by default those of every reader')
    .option('--svg <file>', 'write a histogram as SVG')
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print only errors', false)
    .action(async (dir: string, flags: ProfileFlags) => setExit(await profileCommand(dir, flags)));
  program
    .command('history')
    .description('show or clear what earlier batches learned about this machine')
    .addArgument(new Argument('[action]', 'what to do').choices(['show', 'clear']).default('show'))
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print only errors and warnings', false)
    .action(async (action: 'show' | 'clear', flags: HistoryFlags) =>
      setExit(await historyCommand(action, flags)),
    );
  program
    .command('schema')
    .description('print the JSON Schema of batch files')
    .action(() => {
      process.stdout.write(`${JSON.stringify(batchJsonSchema(), null, 2)}\n`);
    });
  return program;
}

/** A flag is off and a list empty unless given: help does not repeat that for each of them. */
function optionDescription(option: Option): string {
  const { defaultValue, description } = option;
  if (defaultValue === false || Array.isArray(defaultValue)) return description;
  return new Help().optionDescription(option);
}

function withOverride<T extends BatchFlags>(flags: T, override: string | undefined): T {
  return override === undefined ? flags : { ...flags, override };
}

function tolerance(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('Expected a number of 0 or more.');
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
