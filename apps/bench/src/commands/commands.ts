import { isFault } from '@ballast/resource-model';
import { estimates } from '../estimates/estimates.ts';
import { fleetPolicy } from '../fleet-policy/fleet-policy.ts';
import { CASE_USAGE } from '../run/case-spec.ts';
import { scatter } from '../scatter/scatter.ts';
import { simulatePolicies } from '../simulate/simulate.ts';
import { aims, compare, report } from './judge.ts';
import { baseline, guard, peers, sweep } from './measure.ts';
import { MEASURING_USAGE } from './options.ts';
import { UsageError } from './parse-options.ts';
import {
  against,
  columns,
  each,
  fleet,
  one,
  overhead,
  planning,
  reduce,
  utilisation,
  viewers,
} from './probes.ts';
import { smoke } from './smoke.ts';
import { pcrunch, pcrunchFunction, tables, tiny } from './whole.ts';

interface Command {
  /** The command line without the program, and what it does. */
  readonly usage: readonly [line: string, ...about: string[]];
  /** Returns the exit code. */
  readonly run: (args: readonly string[]) => number | Promise<number>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  baseline: { usage: ['baseline', '30 against 15 workers, as published and properly'], run: baseline },
  sweep: {
    usage: ['sweep [--case WORDS]...', 'auto against fixed numbers of workers and formulas'],
    run: sweep,
  },
  peers: {
    usage: [
      'peers [--case WORDS]...',
      "auto against GNU parallel, Python's ProcessPoolExecutor and a plain pool",
    ],
    run: peers,
  },
  guard: { usage: ['guard', 'auto alone, repeated often, for compare; takes some minutes'], run: guard },
  smoke: {
    usage: ['smoke [--against FILE|none]', 'equal tables, no violation, ratios as before; takes a minute'],
    run: smoke,
  },
  compare: {
    usage: [
      'compare OLD NEW [--margin 0.05] [--control NAME] [--json]',
      'exit code 1: slower by more than the noise',
    ],
    run: compare,
  },
  aims: { usage: ['aims RESULT...', 'the claims over all cases; exit code 1: one is not met'], run: aims },
  report: { usage: ['report RESULT [--out FILE]', 'the HTML report of a result'], run: report },
  columns: {
    usage: [
      'columns [--files 40] [--samples 9600] [--passes 8] [--repeats 3]',
      'a table of 1,000 columns through the read plan against the same table column by column: calls of the library,',
      'series read, bytes, processor time; --passes: sines that the library computes for each sample that is not in',
      'the file; needs a C compiler, prints JSON',
    ],
    run: columns,
  },
  each: {
    usage: [
      'each [--calls 2000] [--commands 500] [--rounds 5]',
      'tasks that do nothing: calls of a Python function against multiprocessing.Pool, and commands against GNU parallel,',
      'taking turns; what is not installed is skipped; prints JSON',
    ],
    run: each,
  },
  viewers: {
    usage: [
      'viewers [--tasks 240] [--rounds 3]',
      'commands of a quarter of a second with no dashboard and with 1, 3 and 8 viewers: processor time of the coordinator,',
      'and how late a viewer has a file that has settled; prints JSON',
    ],
    run: viewers,
  },
  fleet: {
    usage: [
      'fleet [--tasks 600] [--settled 100000]',
      'the board of a fleet on a nats-server that syncs every record: claims and settlements of tasks that take no time,',
      'messages a task, and how long a newcomer reads a board of settled tasks; needs nats-server, prints JSON',
    ],
    run: fleet,
  },
  'fleet-policy': {
    usage: [
      'fleet-policy [--first 11] [--seeds 20]',
      'unequal nodes that share a batch in the simulator, each with a scheduler of its own, against the same nodes with all',
      'knowledge; takes some minutes, prints Markdown',
    ],
    run: fleetPolicy,
  },
  overhead: {
    usage: [
      'overhead [--tasks 20000] [--workers 2] [--repeats 5]',
      'no-op tasks through the whole path (admission, journal with syncs, worker processes) against bare tinypool',
      'child processes, then planning; prints JSON',
    ],
    run: overhead,
  },
  against: {
    usage: [
      'against --against BIN [--files 300] [--pairs 15] [--channels 40] [--rows 500] [--seed 1]',
      'this build against the bin.js of another one: the same batch of small OpenFAST files, taking turns; median ratio',
      'with its interval; prints JSON',
    ],
    run: against,
  },
  one: {
    usage: [
      'one [--reports 2145] [--repeats 3] [--oppnda DIR]',
      'averages and metrics of reports of the ONE simulator, without and with pictures: seconds, memory, bytes of the',
      "journal; --oppnda: OppNDA's averager takes turns; prints JSON",
    ],
    run: one,
  },
  planning: {
    usage: ['planning', 'time and memory of planning batches of 10^3 to 10^6 files; prints JSON'],
    run: planning,
  },
  estimates: {
    usage: [
      'estimates [--out FILE]',
      'runs batches of ten kinds and records them for the test of predicted makespans, in packages/batch/test or FILE;',
      'needs a C compiler, takes two minutes',
    ],
    run: estimates,
  },
  reduce: {
    usage: [
      'reduce [--channels 112] [--rows 6001] [--repeats 5] [--milliseconds 900]',
      'nanoseconds of processor time for each sample of packed, double and text files, by what is computed; prints JSON',
    ],
    run: reduce,
  },
  tiny: {
    usage: [
      'tiny [--files 10000] [--repeats 3] [--against BIN] [--out FILE]',
      'whole commands over files of half a kilobyte: time, processor time, memory; prints JSON',
    ],
    run: tiny,
  },
  tables: {
    usage: [
      'tables [--files 1000] [--channels 500] [--rows 20] [--repeats 3] [--against BIN] [--out FILE]',
      'whole commands with a row for each channel of each file, and the time from the last settlement to their end;',
      'prints JSON',
    ],
    run: tables,
  },
  pcrunch: {
    usage: [
      'pcrunch [--files 300] [--channels 112] [--rows 6001] [--repeats 5] [--python PROGRAM] [--against BIN] [--out FILE]',
      'all statistics, without and with six damage-equivalent loads, against pCrunch, which PROGRAM must have; prints JSON',
    ],
    run: pcrunch,
  },
  'pcrunch-function': {
    usage: [
      'pcrunch-function [--files 100] [--repeats 5] [--python PROGRAM] [--out FILE]',
      'pCrunch as the function of a user: ballast each --python against the ways in which pCrunch reads and processes',
      'files itself; PROGRAM must have pCrunch; prints JSON',
    ],
    run: pcrunchFunction,
  },
  scatter: {
    usage: [
      'scatter [--real FOLDER]',
      'how well memory is predicted from what is known before a file is loaded, for generated OpenFAST files, the',
      'stand-in, and the OpenFAST files of FOLDER; takes some minutes, prints Markdown',
    ],
    run: scatter,
  },
  simulate: {
    usage: [
      'simulate [--quick] [--out FILE]',
      'policies compared in the simulator; writes docs/simulated-policies.md or FILE; --quick: one seed and one prior,',
      'printed only',
    ],
    run: simulatePolicies,
  },
  utilisation: {
    usage: [
      'utilisation [--files 40] [--passes 100] [--repeats 3]',
      'how busy a compute-bound batch of warm stand-in files keeps the cores; needs a C compiler, prints JSON',
    ],
    run: utilisation,
  },
};

const usageOf = ({ usage: [line, ...about] }: Command): string =>
  [`bench ${line}`, ...about.map((text) => `    ${text}`)].join('\n');

const OPTIONS: string = [MEASURING_USAGE, '', CASE_USAGE].join('\n');

const USAGE: string = [...Object.values(COMMANDS).map(usageOf), '', OPTIONS].join('\n');

const isHelp = (text: string | undefined): boolean => text === '--help' || text === '-h' || text === 'help';

/** Runs a command line and returns its exit code: 2 if it is invalid or names an unusable file. */
export async function runCommand([name = '', ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (isHelp(name) || (command !== undefined && isHelp(args.at(-1)))) {
    process.stdout.write(`${command === undefined ? USAGE : `${usageOf(command)}\n\n${OPTIONS}`}\n`);
    return 0;
  }
  if (command === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof UsageError) process.stderr.write(`bench ${name}: ${error.message}\n`);
    else if (isFault(error))
      process.stderr.write(`${error.message}; ${error.hint ?? 'see bench without arguments'}\n`);
    else throw error;
    return 2;
  }
}
