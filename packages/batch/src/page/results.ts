import type { Figures, ResultFigures } from '@ballast/reporting';
import type { FileResult, ReadPlan } from '@ballast/results-model';
import { countText } from '@ballast/text';
import type { KnownResult } from '../worker/results/known-result.ts';
import { againstOf, caseProperties, nameProperties, type Property } from './against.ts';
import { alongLines } from './along.ts';
import { countedCycles, cyclesOf, spectraOf } from './analysed-lines.ts';
import { channelsOf, MOST_DRAWN } from './channels.ts';
import { doubtsOf } from './doubts.ts';

/** What results are collected for. */
export interface CollectedBatch {
  readonly plan: ReadPlan;
  /** All inputs, in their order, as tables name them. */
  readonly files: readonly string[];
  /** The load cases of the inputs; null if the batch has none. */
  readonly cases: readonly (Readonly<Record<string, string>> | null)[] | null;
}

/** A result, and where it is. */
export interface CollectedFile {
  readonly task: number;
  readonly result: FileResult;
  readonly known: KnownResult;
}

/** Collects what a page shows of results while they are read for other purposes. */
export interface ResultsCollector {
  /** Each file once, in input order. */
  add(file: CollectedFile): void;
  /** Null if no file has results. */
  figures(known: Pick<Figures, 'counts' | 'notes'>): ResultFigures | null;
}

export function resultsCollector({ plan, files, cases }: CollectedBatch): ResultsCollector {
  const channels = channelsOf(files.length);
  const along = alongLines(plan);
  const counted = countedCycles(plan);
  const read: { readonly task: number; readonly file: string; readonly known: KnownResult }[] = [];
  return {
    add: ({ task, result, known }) => {
      const file = files[task] ?? '';
      read.push({ task, file, known });
      channels.add({ task, file }, result);
      along.add(file, result);
      counted.add(result);
    },
    figures: (known) => {
      if (read.length === 0) return null;
      const means = channels.firstMeans();
      const ofMeans: readonly Property[] =
        means === null ? [] : [{ name: `mean of ${means.name}`, unit: means.unit, values: means.mean }];
      const named = cases === null ? [] : caseProperties(cases);
      const properties = [...(named.length > 0 ? named : nameProperties(files)), ...ofMeans];
      const { against, curvesOf } = againstOf(
        read.map(({ task }) => task),
        properties,
      );
      const found = channels.figures(curvesOf);
      return {
        files: read.length,
        channels: found,
        against,
        along: along.figures(),
        spectra: spectraOf(plan, read),
        cycles: cyclesOf(plan, { files: read, counted }),
        doubts: doubtsOf(known, channels),
        leftOut: leftOutOf({ drawn: found.length, beyond: channels.beyond(), lines: along.beyond }),
      };
    },
  };
}

function leftOutOf({
  drawn,
  beyond,
  lines,
}: {
  readonly drawn: number;
  readonly beyond: number;
  readonly lines: number;
}): readonly string[] {
  return [
    ...(drawn > MOST_DRAWN
      ? [`Drawings and lists of extremes are of the first ${MOST_DRAWN} of ${drawn} channels.`]
      : []),
    ...(beyond > 0 ? [`${countText(beyond, 'further channel')} are in the tables only.`] : []),
    ...(lines > 0 ? [`${countText(lines, 'further range graph')} are in the tables only.`] : []),
  ];
}
