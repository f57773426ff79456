import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { CompareFlags } from '../commands/compare.ts';
import type { ExplainFlags } from '../commands/explain.ts';
import type { ReportFlags } from '../commands/report.ts';
import type { SetExit } from './shared.ts';
import { OVERRIDE } from './shared.ts';

/** The commands about what a batch made, and about its file: import, compare, explain, report, schema. */
export function addResultCommands(program: Command, setExit: SetExit): void {
  program
    .command('import')
    .description('print a digitalmodel or OppNDA configuration as a batch file that gives the same tables')
    .argument(
      '<config>',
      'digitalmodel configuration (YAML), or averager_config.json or analysis_config.json of OppNDA',
    )
    .argument('[override]', OVERRIDE)
    .action(async (config: string, override: string | undefined) => {
      const { importCommand } = await import('../commands/import.ts');
      setExit(importCommand(config, override));
    });
  program
    .command('compare')
    .description('compare the tables of two output folders, or two CSV files')
    .argument('<a>', 'output folder, or CSV file')
    .argument('<b>', 'the other one')
    .option('--rtol <x>', 'relative tolerance: numbers this close count as equal', tolerance, 0)
    .option('--atol <x>', 'absolute tolerance, added to the relative one', tolerance, 0)
    .option('--json', 'print JSON on standard output', false)
    .option('--quiet', 'print nothing: the exit code is 0 if they are identical, otherwise 1', false)
    .action(async (a: string, b: string, flags: CompareFlags) => {
      const { compareCommand } = await import('../commands/compare.ts');
      setExit(compareCommand(a, b, flags));
    });
  program
    .command('explain')
    .description('show why files of a batch wait, failed or were retried; also while it runs')
    .argument('<dir>', "output folder of the batch; 'policy' for the rules of retries")
    .argument('[file]', 'one input; with policy: a batch file or an output folder')
    .option('--all', 'name every file that did not succeed, by cause', false)
    .option('--speed', 'show what limited the batch, and how good its predictions were', false)
    .option('--json', 'print JSON on standard output', false)
    .action(async (dir: string, file: string | undefined, flags: ExplainFlags) => {
      const { explainCommand } = await import('../commands/explain.ts');
      setExit(explainCommand(dir, file, flags));
    });
  program
    .command('report')
    .description('make the page of a batch (report.html) again, from its journal')
    .argument('<dir>', 'output folder of the batch')
    .option('--out <file>', 'where to write it, instead of report.html in the output folder')
    .option('--baseline <dir>', 'output folder of an earlier batch to compare with')
    .option('--json', 'print what the page shows as JSON on standard output', false)
    .option('--quiet', 'print nothing', false)
    .action(async (dir: string, flags: ReportFlags) => {
      const { reportCommand } = await import('../commands/report.ts');
      setExit(await reportCommand(dir, flags));
    });
  program
    .command('schema')
    .description('print the JSON Schema of batch files')
    .action(async () => {
      const { batchJsonSchema } = await import('@ballast/config');
      process.stdout.write(`${JSON.stringify(batchJsonSchema(), null, 2)}\n`);
    });
}

function tolerance(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('Expected a number of 0 or more.');
}
