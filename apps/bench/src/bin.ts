import { parseArgs } from 'node:util';
import { COMMANDS_USAGE, runCommand } from './commands/commands.ts';
import { measureOverhead } from './overhead/overhead.ts';
import { measurePlanning } from './planning/planning.ts';
import { measureReadPlan } from './read-plan/read-plan.ts';
import { simulatePolicies } from './simulate/simulate.ts';
import { measureUtilisation } from './utilisation/utilisation.ts';

const HELP = `bench columns [--files 40] [--samples 9600] [--passes 8] [--repeats 3]

  A table of 1,000 columns through the read plan against the same table column by column, in turn, in one run:
  calls of the library, series read, bytes, processor time. --passes: sines that the library spends on a sample
  that is not in the file. Needs a C compiler. Prints JSON.

bench overhead [--tasks 20000] [--workers 2] [--repeats 5]

  No-op tasks through the whole path (admission, journal with syncs, worker processes)
  against bare tinypool child processes, in turn, in one run; then bench planning. Prints JSON.

bench planning

  Time and memory of planning batches of 10^3 to 10^6 files. Prints JSON.

bench simulate [--quick] [--out FILE]

  Policies compared in the simulator; writes docs/simulated-policies.md, or FILE.
  --quick: one seed and one prior, printed only.

bench utilisation [--files 40] [--passes 100] [--repeats 3]

  How busy a compute-bound batch of warm stand-in files keeps the cores; needs a C compiler. Prints JSON.`;

async function main([command, ...rest]: readonly string[]): Promise<number> {
  switch (command) {
    case 'columns':
      await columns(rest);
      return 0;
    case 'overhead':
      await overhead(rest);
      return 0;
    case 'planning':
      print(measurePlanning([1e3, 1e4, 1e5, 1e6]));
      return 0;
    case 'simulate':
      simulatePolicies(rest);
      return 0;
    case 'utilisation':
      await utilisation(rest);
      return 0;
    default: {
      const code = await runCommand(command ?? '', rest);
      if (code === null) process.stderr.write(`${COMMANDS_USAGE}\n\n${HELP}\n`);
      return code ?? 2;
    }
  }
}

async function columns(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      files: { type: 'string', default: '40' },
      samples: { type: 'string', default: '9600' },
      passes: { type: 'string', default: '8' },
      repeats: { type: 'string', default: '3' },
    },
  });
  const result = await measureReadPlan({
    files: Number(values.files),
    samples: Number(values.samples),
    passes: Number(values.passes),
    repeats: Number(values.repeats),
  });
  print(result);
}

async function overhead(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      tasks: { type: 'string', default: '20000' },
      workers: { type: 'string', default: '2' },
      repeats: { type: 'string', default: '5' },
    },
  });
  const result = await measureOverhead({
    tasks: Number(values.tasks),
    workers: Number(values.workers),
    repeats: Number(values.repeats),
  });
  print({ ...result, planning: measurePlanning([1e3, 1e4, 1e5, 1e6]) });
}

async function utilisation(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      files: { type: 'string', default: '40' },
      passes: { type: 'string', default: '100' },
      repeats: { type: 'string', default: '3' },
    },
  });
  const result = await measureUtilisation({
    files: Number(values.files),
    passes: Number(values.passes),
    repeats: Number(values.repeats),
  });
  print(result);
}

function print(result: unknown): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

process.exitCode = await main(process.argv.slice(2));
