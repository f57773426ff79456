import type { Baseline, BaselineChange, ChannelFigures, Figures } from '@ballast/reporting';
import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText, percent } from '@ballast/text';

const TOLERANCE = { figures: 0.05, results: 1e-6 } as const;
const MOST_NAMES = 100;

/** What differs from an earlier batch, in the run and in the results. `folder`: where the earlier one is. */
export function baselineOf(now: Figures, before: Figures, folder: string): Baseline {
  const figures = runChanges(now, before);
  const { results, onlyHere, onlyThere, compared } = resultChanges(now, before);
  const files = filesOf(now, before);
  const found = {
    batch: before.batch.name,
    folder,
    startedAt: before.batch.startedAt,
    tolerance: TOLERANCE,
    figures,
    results,
    onlyHere: [...onlyHere, ...files.onlyHere].slice(0, MOST_NAMES),
    onlyThere: [...onlyThere, ...files.onlyThere].slice(0, MOST_NAMES),
    compared,
  };
  return { ...found, says: saysOf(found) };
}

type Measure = (figures: Figures) => number | null;

const RUN: readonly {
  readonly name: string;
  readonly of: Measure;
  readonly text: (value: number) => string;
  readonly resource: BaselineChange['resource'];
}[] = [
  { name: 'Took', of: ({ makespan }) => makespan, text: formatDuration, resource: null },
  { name: 'Files', of: ({ counts }) => counts.inputs, text: String, resource: null },
  {
    name: 'Files that succeeded',
    of: ({ counts }) => counts.statuses.succeeded,
    text: String,
    resource: null,
  },
  { name: 'Read', of: ({ counts }) => counts.readBytes, text: formatBytes, resource: 'storage' },
  {
    name: 'Memory, most used',
    of: ({ series }) => mostOf(series.used),
    text: formatBytes,
    resource: 'memory',
  },
  { name: 'Memory budget', of: ({ budget }) => budget.memory, text: formatBytes, resource: 'memory' },
  { name: 'Cores', of: ({ cores }) => cores, text: String, resource: 'cores' },
  {
    name: 'Storage at best, per second',
    of: ({ series }) => mostOf(series.read),
    text: formatBytes,
    resource: 'storage',
  },
  {
    name: 'Error of the memory model',
    of: ({ predictions }) => predictions.memory.median,
    text: percent,
    resource: 'memory',
  },
  { name: 'Retries', of: ({ counts }) => counts.retried, text: String, resource: null },
  { name: 'Workers lost', of: ({ counts }) => counts.workersLost, text: String, resource: null },
];

function mostOf(values: readonly number[] | null): number | null {
  return values === null || values.length === 0
    ? null
    : values.reduce((most, value) => Math.max(most, value), 0);
}

function runChanges(now: Figures, then: Figures): readonly BaselineChange[] {
  return RUN.flatMap(({ name, of, text, resource }) => {
    const [value, before] = [of(now), of(then)];
    if (value === null || before === null || isClose(value, before, TOLERANCE.figures)) return [];
    const texts = { beforeText: text(before), nowText: text(value) };
    return [{ name, unit: '', before, now: value, ...texts, change: shareOf(value, before), resource }];
  });
}

interface ResultChanges {
  readonly results: readonly BaselineChange[];
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
  readonly compared: number;
}

function resultChanges(now: Figures, then: Figures): ResultChanges {
  const here = byName(now.results?.channels ?? []);
  const there = byName(then.results?.channels ?? []);
  const both = [...here].flatMap(([name, channel]) => {
    const other = there.get(name);
    return other === undefined ? [] : [{ name, channel, other }];
  });
  return {
    compared: both.length,
    onlyHere: there.size === 0 ? [] : [...here.keys()].filter((name) => !there.has(name)),
    onlyThere: here.size === 0 ? [] : [...there.keys()].filter((name) => !here.has(name)),
    results: both.flatMap(({ name, channel, other }) => {
      if (channel.unit !== other.unit) return [unitChange(name, channel, other)];
      const others = numbersOf(other);
      return [...numbersOf(channel)].flatMap(([which, value]) => {
        const before = others.get(which);
        if (before === undefined || isClose(value, before, TOLERANCE.results)) return [];
        const texts = { beforeText: digits(before), nowText: digits(value) };
        return [
          {
            name: `${name}, ${which}`,
            unit: channel.unit,
            before,
            now: value,
            ...texts,
            change: shareOf(value, before),
            resource: null,
          },
        ];
      });
    }),
  };
}

function unitChange(
  name: string,
  { unit }: ChannelFigures,
  { unit: before }: ChannelFigures,
): BaselineChange {
  return {
    name: `${name}, unit`,
    unit: '',
    before: 0,
    now: 0,
    beforeText: before === '' ? 'none' : before,
    nowText: unit === '' ? 'none' : unit,
    change: null,
    resource: null,
  };
}

function byName(channels: readonly ChannelFigures[]): ReadonlyMap<string, ChannelFigures> {
  return new Map(channels.map((channel) => [`${channel.name} ${channel.period}`.trim(), channel]));
}

function numbersOf({ min, mean, max, std, reductions }: ChannelFigures): ReadonlyMap<string, number> {
  const plain = { smallest: min, mean, largest: max, 'largest std': std };
  const known = Object.entries(plain).flatMap(([name, value]): [string, number][] =>
    value === null ? [] : [[name, value]],
  );
  return new Map([
    ...known,
    ...reductions.map(({ label, max: most }): [string, number] => [`largest ${label}`, most]),
  ]);
}

function filesOf(now: Figures, then: Figures): Pick<ResultChanges, 'onlyHere' | 'onlyThere'> {
  const here = new Set(now.tasks.file);
  const there = new Set(then.tasks.file);
  return {
    onlyHere: now.tasks.file.filter((file) => !there.has(file)),
    onlyThere: then.tasks.file.filter((file) => !here.has(file)),
  };
}

function isClose(a: number, b: number, share: number): boolean {
  return a === b || Math.abs(a - b) <= share * Math.max(Math.abs(a), Math.abs(b));
}

function shareOf(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / Math.abs(before);
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function saysOf({ batch, folder, startedAt, figures, results, compared }: Omit<Baseline, 'says'>): string {
  const took = figures.find(({ name }) => name === 'Took');
  const time =
    took?.change === undefined || took.change === null
      ? 'It took about as long.'
      : `It took ${percent(Math.abs(took.change))} ${took.change < 0 ? 'less' : 'more'} time.`;
  const numbers =
    compared === 0
      ? 'The results were not compared.'
      : results.length === 0
        ? `All numbers of ${countText(compared, 'channel')} are the same.`
        : `${countText(results.length, 'number')} of ${countText(compared, 'channel')} ${results.length === 1 ? 'differs' : 'differ'}; nothing else changed.`;
  const when = startedAt === '' ? '' : ` of ${startedAt.slice(0, 10)}`;
  return `Compared with ${batch}${when} in ${folder}. ${time} ${numbers}`;
}
