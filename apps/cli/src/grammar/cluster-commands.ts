import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { MergeFlags } from '../commands/merge.ts';
import type { SetExit } from './shared.ts';

/** The commands about batches that run in parts: merge. */
export function addClusterCommands(program: Command, setExit: SetExit): void {
  program
    .command('merge')
    .description('make the tables of a batch that ran in shards (run --shard), as one run would make them')
    .argument('<dir>', 'output folder of the batch')
    .option('--shards <n>', 'how many shards there are, if the folder has those of several runs', count)
    .option('--no-html', 'do not write the report as a page (report.html)')
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--quiet', 'print only errors and files that did not succeed', false)
    .action(async (dir: string, flags: MergeFlags) => {
      const { mergeCommand } = await import('../commands/merge.ts');
      setExit(await mergeCommand(dir, flags));
    });
}

function count(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number from 1 to 10000.');
}
