import { Argument, type Command, InvalidArgumentError } from 'commander';
import { BATCH_FILE } from '../commands/batch-file-name.ts';
import type { MergeFlags } from '../commands/machines/merge.ts';
import type { SubmitFlags } from '../commands/machines/submit.ts';
import { collect, type SetExit } from './shared.ts';

const EXAMPLES = `
Examples:
  $ ballast submit slurm batch.yml --shards 16 --memory 64GiB --cpus 16 --time 4h --print
  $ ballast submit slurm batch.yml --shards 16 --licence orcaflex:1 --at-once 4

The nodes have to see the batch file, the inputs and the output folder under the same paths.`;

/** The commands about batches that run in parts: merge, submit. */
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
      const { mergeCommand } = await import('../commands/machines/merge.ts');
      setExit(await mergeCommand(dir, flags));
    });
  program
    .command('submit')
    .description('run a batch in shards on a cluster, then merge them')
    .addArgument(new Argument('<cluster>', 'kind of cluster').choices(['slurm', 'htcondor', 'pbs']))
    .argument('[batch]', 'batch file (YAML)', BATCH_FILE)
    .requiredOption('--shards <n>', 'parts of the batch: about four times the nodes that it may use', count)
    .option('--at-once <n>', 'most shards at the same time', count)
    .option('--licence <name:n>', 'licence that the cluster counts, per shard; may be repeated', collect, [])
    .option('--memory <size>', 'memory of one shard, as in 64GiB')
    .option('--cpus <n>', 'cores of one shard', count)
    .option('--time <t>', 'longest time of one shard, as in 90min')
    .option('--out <dir>', 'output folder, instead of the one in the batch file')
    .option('--ballast <program>', 'how a node starts Ballast, unless by the path that it has here')
    .option('--print', 'show the files and the commands, and write and submit nothing', false)
    .addHelpText('after', EXAMPLES)
    .action(async (cluster: 'slurm' | 'htcondor' | 'pbs', batch: string, flags: SubmitFlags) => {
      const { submitCommand } = await import('../commands/machines/submit.ts');
      setExit(await submitCommand(cluster, batch, flags));
    });
}

function count(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number from 1 to 10000.');
}
