import { readFileSync } from 'node:fs';
import { Command, Help, type Option } from 'commander';
import { addBatchCommands } from './grammar/batch-commands.ts';
import { addClusterCommands } from './grammar/cluster-commands.ts';
import { addCompletion } from './grammar/completion.ts';
import { addEachCommand } from './grammar/each-command.ts';
import { addFleetCommands } from './grammar/fleet-commands.ts';
import { addJoinCommand } from './grammar/join-command.ts';
import { addLiveCommands } from './grammar/live-commands.ts';
import { addLookCommands } from './grammar/look-commands.ts';
import { addMachineCommands } from './grammar/machine-commands.ts';
import { addResultCommands } from './grammar/result-commands.ts';
import type { SetExit } from './grammar/shared.ts';

const EXAMPLES = `
Examples:
  $ ballast inspect dlc/case1.outb 'Twr*'        what a file contains
  $ ballast stats dlc/*.outb --channels 'Twr*' --stats max,std   a table without a batch file
  $ ballast run batch.yml                        run a batch; the tables are in its output folder
  $ ballast each 'dlc/*.outb' --out res -- python3 proc.py {}   any command, for each input
  $ ballast run batch.yml --out ./out2           the same, with another output folder
  $ ballast run batch.yml --memory 24GiB         with a memory budget of 24 GiB
  $ ballast run batch.yml --set resources.timeout=45min
  $ ballast run batch.yml                        again: reads only what has changed
  $ ballast resume ./out                         resume an interrupted batch
  $ ballast verify ./out                         whether its files are what was written
  $ ballast compare ./out ./out2                 whether two batches gave the same tables
  $ ballast explain ./out case7.sim              what happened to one file, attempt by attempt
  $ ballast run batch.yml --shard 3/8            a part of the inputs, on one node of a cluster
  $ ballast merge ./out                          the tables of all parts
  $ ballast submit slurm batch.yml --shards 16   all of that on a cluster
  $ ballast fleet init fleet --host box          keys for several machines that share batches
  $ ballast run batch.yml --fleet fleet.yml      on all machines that run ballast join
  $ ballast run batch.yml --dashboard            the same, with a page that follows it
  $ ballast dashboard ./out                      such a page about a batch that runs or has ended
  $ ballast plan batch.yml --what-if workers=2,4,auto
  $ ballast run dm.yml "{'meta': {'label': 'a'}}"   a digitalmodel configuration with its override
  $ ballast import dm.yml > batch.yml            the same as a batch file
  $ ballast schema > batch-v1.schema.json        the JSON Schema of batch files, for editors

Exit codes: 0 all succeeded, 1 some task did not, 2 usage, 3 configuration, 5 the output could
not be written, or its folder was disturbed (run the batch again to resume it), 70 defect, 130 interrupted.`;

/**
 * The grammar of the command line. `setExit` receives the exit code of the command that ran. Only that command is loaded, so
 * that help comes at once. `command`: what follows `--`, which is not for Ballast to read.
 */
export function createProgram(setExit: SetExit, command: readonly string[] = []): Command {
  const program = new Command('ballast');
  program
    .description('One table and one report from a folder of heavy simulation results.')
    .version(version(), '-v, --version')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .showHelpAfterError('  next: `ballast --help` lists the commands, `ballast COMMAND --help` their options')
    .configureHelp({ showGlobalOptions: true, optionDescription });
  addLookCommands(program, setExit);
  addBatchCommands(program, setExit);
  addEachCommand(program, setExit, command);
  addResultCommands(program, setExit);
  addLiveCommands(program, setExit);
  addMachineCommands(program, setExit);
  addClusterCommands(program, setExit);
  addFleetCommands(program, setExit);
  addJoinCommand(program, setExit);
  addCompletion(program);
  return program;
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** A flag is off and a list empty unless given: help does not repeat that for each of them. */
function optionDescription(option: Option): string {
  const { defaultValue, description } = option;
  if (defaultValue === false || Array.isArray(defaultValue)) return description;
  return new Help().optionDescription(option);
}
