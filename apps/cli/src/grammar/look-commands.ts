import { type Command, Option } from 'commander';
import type { InitFlags } from '../commands/init.ts';
import type { InspectFlags } from '../commands/inspect.ts';
import type { StatsFlags } from '../commands/stats.ts';
import type { SetExit } from './shared.ts';

/** The commands that need no batch file: inspect, stats, init. */
export function addLookCommands(program: Command, setExit: SetExit): void {
  program
    .command('inspect')
    .description('show what result files contain: samples, period, channels, and how files differ')
    .argument('<what...>', 'files, folders or patterns of files; then names or patterns of channels')
    .option('--channels <list>', "channels to show: names and patterns, as in 'Twr*,!TwrClr*'")
    .option('--stats', 'add n, min, mean, max and std (reads the whole file)', false)
    .option('--spectrum', 'add spectral moments and Tp (reads the whole file)', false)
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'of many files, print only how they differ; of one, nothing', false)
    .action(async (what: string[], flags: InspectFlags) => {
      const { inspectCommand } = await import('../commands/inspect.ts');
      setExit(await inspectCommand(what, flags));
    });
  program
    .command('stats')
    .description('make a table of statistics of result files, without a batch file')
    .argument('<what...>', 'files, folders or patterns of files; then names or patterns of channels')
    .option('--channels <list>', "channels: names and patterns, as in 'Twr*,Root*,!Time'; all unless given")
    .option('--stats <list>', 'statistics, as in max,mean,std,p99,del:4', 'min,max,mean,std')
    .option('--period <from:to>', 'seconds of the simulation, as in 60: or 60:660')
    .option('--out <dir>', 'output folder', './ballast-out')
    .addOption(
      new Option(
        '--format <format>',
        'of the file: csv, xlsx or parquet; md prints a Markdown table of any size',
      )
        .choices(['csv', 'xlsx', 'parquet', 'md'])
        .default('csv'),
    )
    .option('--no-check', 'do not look up the names of the channels in the files first')
    .option('--no-history', 'neither use nor keep what batches learn about this machine')
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--quiet', 'print only errors and files that did not succeed', false)
    .action(async (what: string[], flags: StatsFlags) => {
      const { statsCommand } = await import('../commands/stats.ts');
      setExit(await statsCommand(what, flags));
    });
  program
    .command('init')
    .description('write a batch file, ballast.yml, for the results in a folder')
    .argument('[dir]', 'folder', '.')
    .option('--yes', 'ask no questions; so it is without a terminal, too', false)
    .action(async (dir: string, flags: InitFlags) => {
      const { initCommand } = await import('../commands/init.ts');
      setExit(await initCommand(dir, flags));
    });
}
