import { type Additions, type ChannelFigures, type Figures, journalFigures } from '@ballast/reporting';
import { type Simulated, simulatedJournal } from './simulated-journal.ts';

const CHANNELS = 12;
/** More files are shown in groups. */
const MOST_POINTS = 2000;
const GROUPS = 200;

/** A picture with a script in it, which must not run. */
export const LOGO = `data:image/svg+xml;base64,${Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><script>alert(1)</script><rect width="120" height="40" fill="#20508f"/></svg>',
).toString('base64')}`;

export interface Full extends Simulated {
  /** Stands wherever a text comes from outside; none if absent. */
  readonly text?: string;
}

/** The figures of a simulated batch with everything that a page can show. */
export function fullFigures(full: Full): Figures {
  const figures = journalFigures(simulatedJournal(full));
  return { ...figures, ...additionsFor(figures, full.text ?? '') };
}

function additionsFor(figures: Figures, text: string): Additions {
  const of = (words: string): string => `${words}${text}`;
  const variant = { secondsOverBudget: 0, killed: 0 };
  return {
    presentation: {
      title: of('Berth 12, 1,000 years'),
      client: of('Havblå AS'),
      logo: LOGO,
      notes: `${of('Preliminary.')}\n\nNot for certification.`,
    },
    whatIf: {
      simulated: 500,
      of: figures.tasks.file.length,
      now: { id: 'now', words: of('this machine'), seconds: 100, boundBy: 'memory', ...variant },
      nowRatio: 0.97,
      variants: [
        { id: 'memory-twice', words: 'twice the memory, 230 GB', seconds: 77, boundBy: 'cores', ...variant },
        { id: 'network', words: 'files on a network share', seconds: 435, boundBy: 'storage', ...variant },
        { id: 'fixed', words: '30 workers', seconds: 282, boundBy: 'task', secondsOverBudget: 90, killed: 2 },
      ],
      says: of('Simulated with the files as they were measured.'),
    },
    results: resultsFor(figures, of),
    baseline: {
      batch: of('fst2'),
      folder: of('out-before'),
      startedAt: '2031-05-05T07:08:09.000Z',
      tolerance: { figures: 0.05, results: 1e-6 },
      figures: [changeOf('Took', 1.2), changeOf('Memory, most used', 0.9)],
      results: [changeOf(of('Tension, largest'), 1.0002)],
      onlyHere: [of('Bend')],
      onlyThere: [of('Torsion')],
      compared: CHANNELS,
      says: of('Compared with fst2 of 2031-05-05. 1 number differs; nothing else changed.'),
    },
    pictures: {
      shown: [{ name: of('a.svg'), title: of('Delay'), caption: of('Mean of three runs.'), source: LOGO }],
      leftOut: 3,
    },
    definitions: [{ table: 'loads', column: of('del4'), definition: of('damage-equivalent load') }],
    outputs: [{ name: of('tables/loads.csv'), bytes: 12_345, sha256: 'ab'.repeat(32) }],
  };
}

function changeOf(name: string, factor: number): NonNullable<Additions['baseline']>['figures'][number] {
  return {
    name,
    unit: 'kN',
    before: 100,
    now: 100 * factor,
    beforeText: '100',
    nowText: String(100 * factor),
    change: factor - 1,
    resource: null,
  };
}

type Of = (words: string) => string;

function resultsFor({ tasks: { file } }: Figures, of: Of): Additions['results'] {
  const isByFile = file.length <= MOST_POINTS;
  const points = isByFile ? file.length : GROUPS;
  const x = Array.from({ length: points }, (_, i) => i + 1);
  const abscissa = (name: string, values: readonly number[]) => ({
    name,
    unit: '',
    x: values,
    task: x.map((_, i) => (isByFile ? i : null)),
    count: x.map(() => (isByFile ? 1 : file.length / points)),
  });
  const against = [
    abscissa('the files in their order', x),
    abscissa(
      of('ws'),
      x.map((at) => at % 9),
    ),
  ];
  return {
    files: file.length,
    channels: Array.from({ length: CHANNELS }, (_, i) => channelFor({ file, points, isByFile, of }, i)),
    against,
    along: [
      {
        name: of('Line1 Effective Tension'),
        unit: 'kN',
        files: file.length,
        arclength: [0, 50, 100, 150],
        min: [10, 12, 14, 9],
        mean: [20, 22, 24, 19],
        max: [40, 42, 44, 39],
        lower: [null, null, null, null],
        upper: [60, 60, 60, 60],
        fileOfMax: file[0] ?? '',
        fileOfMin: file.at(-1) ?? '',
      },
    ],
    spectra: [
      {
        name: of('Wave1Elev'),
        unit: 'm²/Hz',
        lines: [{ file: file[0] ?? '', frequency: [0, 0.05, 0.1, 0.15, 0.2], density: [0, 2, 9, 3, 0.1] }],
      },
    ],
    cycles: [
      {
        name: of('TwrBsMyt'),
        unit: 'kN-m',
        files: file.length,
        bins: Array.from({ length: 10 }, (_, i) => ({ from: i, until: i + 1, count: 10_000 / 4 ** i })),
      },
    ],
    doubts: [of('3 files ended early.')],
    leftOut: [of('2 further range graphs are in the tables only.')],
  };
}

function channelFor(
  {
    file,
    points,
    isByFile,
    of,
  }: {
    readonly file: readonly string[];
    readonly points: number;
    readonly isByFile: boolean;
    readonly of: Of;
  },
  channel: number,
): ChannelFigures {
  const at = (i: number): number => (channel + 1) * 10 * Math.sin(i / 7 + channel);
  const column = (offset: number): number[] =>
    Array.from({ length: points }, (_, i) => at(i) + offset * (1 + (i % 5)));
  const curves = { min: column(-3), mean: column(0), max: column(4) };
  const extreme = (task: number, value: number) => ({ task, file: file[task] ?? '', value, at: 12.5 });
  const ends = Array.from({ length: Math.min(10, file.length) }, (_, i) => i);
  return {
    name: of(`Channel${channel + 1}`),
    unit: 'kN',
    period: channel === 0 ? '' : '[100, 600]',
    files: file.length,
    min: Math.min(...curves.min),
    mean: 0.5,
    max: Math.max(...curves.max),
    std: 2.25,
    curves: isByFile ? [curves] : [curves, curves],
    largest: ends.map((i) => extreme(i, Math.max(...curves.max) - i)),
    smallest: ends.map((i) => extreme(i, Math.min(...curves.min) + i)),
    reductions: [
      { label: 'del4', unit: 'kN', files: file.length, mean: 3, max: 4 + channel, file: file[0] ?? '' },
      { label: 'del10', unit: 'kN', files: file.length, mean: 5, max: 7 + channel, file: file[0] ?? '' },
    ],
  };
}
