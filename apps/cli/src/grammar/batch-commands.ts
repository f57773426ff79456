import type { Command } from 'commander';
import { BATCH_FILE } from '../commands/batch-file-name.ts';
import type { PlanFlags } from '../commands/plan.ts';
import type { ResumeFlags } from '../commands/resume.ts';
import type { RunFlags } from '../commands/run/run-flags.ts';
import type { VerifyFlags } from '../commands/verify.ts';
import { keepYoungSmall } from '../platform/small-heap.ts';
import { addCompanionOptions } from './companion-options.ts';
import type { SetExit } from './shared.ts';
import { collect, OVERRIDE, shard, withOverride } from './shared.ts';

/** The commands around one batch: run, resume, verify, plan. */
export function addBatchCommands(program: Command, setExit: SetExit): void {
  addCompanionOptions(program.command('run'))
    .description('run a batch')
    .argument('[batch]', 'batch file, or configuration of digitalmodel (YAML) or OppNDA (JSON)', BATCH_FILE)
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
    .option(
      '--allow-output-in-inputs',
      'accept an output folder that is the input folder or lies in it',
      false,
    )
    .option('--no-native', 'refuse a batch that names a native library, or has a task of its own')
    .option('--no-check', 'do not look up the names of the columns in the inputs first')
    .option('--no-history', 'neither use nor keep what batches learn about this machine')
    .option('--no-html', 'do not write the report as a page (report.html)')
    .option('--shard <k/n>', 'read only part k of n of the inputs; `ballast merge` makes the tables', shard)
    .option(
      '--fleet <file>',
      'let the nodes of a fleet do the tasks; `ballast join` makes a machine one of them',
    )
    .option('--here', 'with --fleet: this machine is a node, too', false)
    .option('--baseline <dir>', 'output folder of an earlier batch that the page compares this one with')
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--quiet', 'print only errors and files that did not succeed', false)
    .action(async (batch: string, override: string | undefined, flags: RunFlags) => {
      keepYoungSmall();
      const { runCommand } = await import('../commands/run/run.ts');
      setExit(await runCommand(batch, withOverride(flags, override)));
    });
  addCompanionOptions(program.command('resume'))
    .description('resume an interrupted batch')
    .argument('<dir>', 'output folder of the batch')
    .option(
      '--repair',
      'compare all files of the batch with their checksums, and make again what differs',
      false,
    )
    .option('--verify', 'the same, and compare whole inputs with what was read', false)
    .option(
      '--inputs <dir>',
      'folder of the inputs as this machine has it, if it is not found from the output folder',
    )
    .option('--no-native', 'refuse a batch that names a native library, or has a task of its own')
    .option('--no-history', 'neither use nor keep what batches learn about this machine')
    .option('--no-html', 'do not write the report as a page (report.html)')
    .option('--fleet <file>', 'let the nodes of a fleet do what is left')
    .option('--here', 'with --fleet: this machine is a node, too', false)
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--quiet', 'print only errors and files that did not succeed', false)
    .action(async (dir: string, flags: ResumeFlags) => {
      const { resumeCommand } = await import('../commands/resume.ts');
      setExit(await resumeCommand(dir, flags));
    });
  program
    .command('verify')
    .description('check that the files of a batch are what was written')
    .argument('<dir>', 'output folder of the batch')
    .option('--inputs', 'compare the inputs too, as far as their contents were hashed', false)
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print nothing: the exit code is 0 if everything is as written, otherwise 1', false)
    .action(async (dir: string, flags: VerifyFlags) => {
      const { verifyCommand } = await import('../commands/verify.ts');
      setExit(await verifyCommand(dir, flags));
    });
  program
    .command('plan')
    .description('predict how a batch will run, without touching anything')
    .argument('[batch]', 'batch file, or configuration of digitalmodel (YAML) or OppNDA (JSON)', BATCH_FILE)
    .argument('[override]', OVERRIDE)
    .option('--what-if <list>', 'settings to try, for example memory=512GiB,workers=15,30,auto,seats=4')
    .option('--workers <n>', "most tasks at the same time: a number or 'auto'")
    .option('--memory <x>', 'memory budget: a share (75%) or a size (24GiB)')
    .option('--set <key=value>', 'override one value of the batch file; may be repeated', collect, [])
    .option('--no-native', 'refuse a batch that names a native library, or has a task of its own')
    .option('--no-check', 'do not look up the names of the columns in the inputs first')
    .option('--no-history', 'do not use what earlier batches learned about this machine')
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print only errors', false)
    .action(async (batch: string, override: string | undefined, flags: PlanFlags) => {
      const { planCommand } = await import('../commands/plan.ts');
      setExit(await planCommand(batch, withOverride(flags, override)));
    });
}
