import { parseArgs } from 'node:util';
import { measureOverhead } from './overhead/overhead.ts';

const HELP = `bench overhead [--tasks 20000] [--workers 2] [--repeats 5]

  No-op tasks through the whole path (admission, journal with syncs, worker processes)
  against bare tinypool child processes, in turn, in one run. Prints JSON.`;

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command !== 'overhead') {
    process.stderr.write(`${HELP}\n`);
    return 2;
  }
  const { values } = parseArgs({
    args: rest,
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
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
