import type { Command } from 'commander';
import type { InspectFlags } from '../commands/inspect.ts';
import type { SetExit } from './shared.ts';

/** The commands that need no batch file: inspect. */
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
}
