import { type Command, Option } from 'commander';
import type { EachFlags } from '../commands/each.ts';
import { addCompanionOptions } from './companion-options.ts';
import { collect, type SetExit } from './shared.ts';

const EXAMPLES = `
Examples:
  $ ballast each 'sims/*.outb' --out res -- python3 proc.py {}
  $ ballast each 'sims/*.outb' --out res --python proc:process
  $ ballast each --inputs params.csv --out res -- ./solve --rpm {rpm} --pitch {pitch}
  $ ls sims | ballast each --lines --out res -- ./convert {line}

Placeholders: {} or {input} the path, {name} file name, {stem} without its ending, {folder}, {index} from 0, {out} a folder
for the files of the task, {cores}; for rows {column}, for lines {line}. {{ and }} are braces. No shell reads the command.
A task that prints one JSON object as its last line, or a function that returns one, has a row in tables/tasks.csv.`;

/** `ballast each`: a task of the user's own for each input. */
export function addEachCommand(program: Command, setExit: SetExit, command: readonly string[]): void {
  addCompanionOptions(program.command('each'))
    .description('run a command of your own, or a Python or Node function, for each input')
    .argument('[inputs...]', 'files, folders or patterns of files; the command follows behind --')
    .option('--out <dir>', 'output folder', './ballast-out')
    .option('--python <module:function>', 'call this Python function with each path, in place of a command')
    .option(
      '--python-executable <path>',
      'Python to use; that of the virtual environment of the folder unless given',
    )
    .option('--node <module#function>', 'call this JavaScript function with each path')
    .option('--inputs <file>', 'a task for each row of this CSV file, in place of files')
    .option('--lines', 'a task for each line of standard input, in place of files', false)
    .option(
      '--collect <file>',
      'make one table of the small CSV or Parquet files with this name that tasks write into {out}',
    )
    .option('--threads <n>', 'cores that one task uses; OMP_NUM_THREADS and its like are set to it')
    .option('--shared-memory <size>', 'memory that each worker needs whatever its input is (2GiB)')
    .option(
      '--feature <name=text>',
      'what memory may depend on, such as rows={rows}; may be repeated',
      collect,
      [],
    )
    .option('--depends <file>', 'a file that the results depend on; may be repeated', collect, [])
    .option('--tokens <name=n>', 'a limit of your own, such as matlab=3; may be repeated', collect, [])
    .option('--needs <name=n>', 'tokens that one task holds; may be repeated', collect, [])
    .option('--timeout <time>', 'time limit of a task: 20min, or 5x the median of what has ended')
    .option(
      '--retry <code=n>',
      'run a task again that ended with this exit code; may be repeated',
      collect,
      [],
    )
    .option('--show-environment <name>', 'show this variable in the report; may be repeated', collect, [])
    .addOption(
      new Option('--format <format>', 'of the table').choices(['csv', 'xlsx', 'parquet']).default('csv'),
    )
    .option('--name <name>', 'name by which the machines of a fleet allow this task; only with --fleet')
    .option('--fleet <file>', 'let those nodes of a fleet do the tasks that allow them by name')
    .option('--here', 'with --fleet: this machine is a node, too', false)
    .option('--workers <n>', "most tasks at the same time: a number or 'auto'")
    .option('--memory <x>', 'memory budget: a share (75%) or a size (24GiB)')
    .option('--set <key=value>', 'set one value as in a batch file; may be repeated', collect, [])
    .option('--dry-run', 'print the commands, and run nothing', false)
    .option('--fresh', 'start over: move the contents of the output folder aside and do not use them', false)
    .option('--keep', 'keep the results of tasks although a script has changed', false)
    .option('--verify', 'compare whole inputs with what was read, and all files with their checksums', false)
    .option('--no-history', 'neither use nor keep what batches learn about this machine')
    .option('--no-html', 'do not write the report as a page (report.html)')
    .option('--json', 'print the report as JSON on standard output', false)
    .option('--quiet', 'print only errors and tasks that did not succeed', false)
    .addHelpText('after', EXAMPLES)
    .action(async (inputs: string[], flags: EachFlags) => {
      const { eachCommand } = await import('../commands/each.ts');
      setExit(await eachCommand({ inputs, command }, flags));
    });
}
