import type { Colour, DocumentPart, LaneSpan } from '@ballast/report-page';
import type { RunRecord, TaskSpan, Trace } from '../result/experiment.ts';
import { bytesText } from './words.ts';

type Traced = RunRecord & { readonly trace: Trace };

export function isTraced(run: RunRecord): run is Traced {
  return run.trace !== null;
}

const LINES: readonly Colour[] = ['storage', 'cores', 'memory', 'ink', 'seats'];

function colourOf(index: number): Colour {
  return LINES[index % LINES.length] ?? 'ink';
}

/** Resident set of the process trees over time, and the budget. */
export function memoryPlot(runs: readonly Traced[], budget: number): DocumentPart {
  const points = runs.flatMap(({ trace }) => trace.memory);
  const largest = Math.max(0, ...points.map(([, resident]) => resident));
  // A budget far above everything would flatten the curves.
  const isNear = largest > budget / 4;
  const most = Math.max(largest, isNear ? budget : 0) * 1.05 || 1;
  const words = isNear
    ? `the budget is ${bytesText(budget)}`
    : `the budget, ${bytesText(budget)}, is far above`;
  return {
    kind: 'over-axes',
    chart: {
      says: `Memory of all processes against time: at most ${bytesText(largest)}; ${words}.`,
      x: { label: 'time', style: 'seconds', from: 0, until: Math.max(0, ...points.map(([at]) => at)) || 1 },
      y: { label: `memory; ${words}`, style: 'bytes', from: 0, until: most },
      marks: [
        ...(isNear
          ? [
              {
                kind: 'rule' as const,
                axis: 'y' as const,
                at: budget,
                words: `budget ${bytesText(budget)}`,
                colour: 'bad' as const,
              },
            ]
          : []),
        ...runs.map(({ trace }, i) => ({
          kind: 'line' as const,
          points: trace.memory.map(([at, resident]) => [at, resident] as const),
          colour: colourOf(i),
        })),
      ],
      legend: runs.map(({ contender }, i) => [colourOf(i), contender]),
    },
  };
}

/** What each worker did over time. */
export function timelinePlot({ contender, trace: { tasks } }: Traced): DocumentPart {
  const workers = [...new Set(tasks.map(({ worker }) => worker))].sort((a, b) => a - b);
  const places = new Map(workers.map((worker, i) => [worker, i]));
  const lanes: LaneSpan[][] = workers.map(() => []);
  for (const task of tasks) lanes[places.get(task.worker) ?? 0]?.push(...spansOf(task));
  return {
    kind: 'in-lanes',
    chart: {
      says: `Timeline of the ${workers.length} workers of ${contender}.`,
      axis: {
        label: 'time',
        style: 'seconds',
        from: 0,
        until: Math.max(0, ...tasks.map(({ end }) => end)) || 1,
      },
      lanes,
      legend: [
        ['storage', 'loading'],
        ['cores', 'computing, or the whole task'],
      ],
    },
  };
}

function spansOf({ start, loaded, end }: TaskSpan): LaneSpan[] {
  if (loaded === null) return [{ from: start, until: end, colour: 'cores' }];
  return [
    { from: start, until: loaded, colour: 'storage' },
    { from: loaded, until: end, colour: 'cores' },
  ];
}
