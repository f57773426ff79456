import { type ComparedFleet, compareFleet, type FleetCase } from '@ballast/simulator';
import { wholeNumbers } from '../commands/parse-options.ts';

const KINDS = ['mixed', 'bimodal', 'large'] as const;
const GROWTHS = ['while-loading', 'after-loading'] as const;

/** Fleets of unequal nodes in the simulator, against the same nodes with all knowledge. Prints Markdown. */
export function fleetPolicy(args: readonly string[]): number {
  const { first, seeds } = wholeNumbers(args, { first: 11, seeds: 20 });
  const all: ComparedFleet[] = [];
  for (let seed = first; seed < first + seeds; seed += 1)
    for (const growth of GROWTHS) {
      const compared = compareFleet(caseOf(seed, growth));
      process.stderr.write(`${lineOf(compared)}\n`);
      all.push(compared);
    }
  process.stdout.write(tableOf(all));
  return 0;
}

function caseOf(seed: number, growth: FleetCase['growth']): FleetCase {
  const kind = KINDS[seed % KINDS.length] ?? 'mixed';
  return { kind, storage: 'nvme', growth, seed };
}

function lineOf({ kind, storage, growth, seed, fleet, greedy, placed, known }: ComparedFleet): string {
  const times = [fleet.makespan, greedy.makespan, placed, known].map((seconds) => seconds.toFixed(1));
  return `${seed} ${kind} ${storage} ${growth}: fleet, as alone, placed, known: ${times.join(' ')} s`;
}

interface Row {
  readonly contender: string;
  readonly reference: string;
  readonly of: (one: ComparedFleet) => number;
}

const PLACED: Row = {
  contender: 'the fleet',
  reference: 'placed with all knowledge',
  of: ({ fleet, placed }) => fleet.makespan / placed,
};
const ROWS: readonly Row[] = [
  PLACED,
  {
    contender: 'the fleet',
    reference: 'a list with all knowledge',
    of: ({ fleet, known }) => fleet.makespan / known,
  },
  {
    contender: 'nodes that take ahead as if alone',
    reference: 'placed with all knowledge',
    of: ({ greedy, placed }) => greedy.makespan / placed,
  },
];

function tableOf(all: readonly ComparedFleet[]): string {
  const lines = [
    '| growth | files | makespan of | over that of | geometric mean | largest | at most 1.05 |',
    '| - | - | - | - | - | - | - |',
  ];
  for (const growth of GROWTHS) {
    const some = all.filter((one) => one.growth === growth);
    for (const row of ROWS) lines.push(rowOf(some, row, [growth, 'all']));
    for (const kind of KINDS) {
      const ofKind = some.filter((one) => one.kind === kind);
      if (ofKind.length > 0) lines.push(rowOf(ofKind, PLACED, [growth, kind]));
    }
  }
  for (const row of ROWS) lines.push(rowOf(all, row, ['both', 'all']));
  const messages = (of: (one: ComparedFleet) => ComparedFleet['fleet']): string =>
    (all.reduce((sum, one) => sum + of(one).messages / one.tasks, 0) / all.length).toFixed(2);
  lines.push(
    '',
    `messages a task: ${messages(({ fleet }) => fleet)}; as if alone: ${messages(({ greedy }) => greedy)}`,
  );
  return `${lines.join('\n')}\n`;
}

function rowOf(
  all: readonly ComparedFleet[],
  { contender, reference, of }: Row,
  about: readonly string[],
): string {
  const ratios = all.map(of);
  const within = ratios.filter((ratio) => ratio <= 1.05).length;
  const figures = [
    meanOf(ratios).toFixed(3),
    Math.max(...ratios).toFixed(2),
    `${within} of ${ratios.length}`,
  ];
  return `| ${[...about, contender, reference, ...figures].join(' | ')} |`;
}

const meanOf = (ratios: readonly number[]): number =>
  Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
