import { Document, isScalar, visit } from '@ballast/config/yaml';
import type { Digitalmodel } from './read-digitalmodel.ts';

/** The files of a run, as paths. */
export interface DigitalmodelResults {
  readonly summary: readonly GroupResult[];
  readonly linked: readonly GroupResult[];
  readonly rainFlow: readonly GroupResult[];
  /** Every point, then the envelope. */
  readonly rangeGraphs: readonly GroupResult[];
  /** Files of time series, one element for each input that has any. */
  readonly timeSeries: readonly {
    /** Path of the input. */
    readonly input: string;
    readonly groups: readonly GroupResult[];
  }[];
}

export interface GroupResult {
  readonly label: string;
  readonly data: string;
}

/** The record of a run as YAML: the effective configuration and, under the name of the task, the places of the results. */
export function digitalmodelRecord(
  { effective }: Digitalmodel,
  { summary, linked, rainFlow, rangeGraphs, timeSeries }: DigitalmodelResults,
): string {
  const results = {
    ...(summary.length === 0 ? {} : { summary: { groups: summary } }),
    ...(linked.length === 0 ? {} : { linked_statistics: { groups: linked } }),
    ...(rainFlow.length === 0 ? {} : { rain_flow: { groups: rainFlow } }),
    ...(rangeGraphs.length === 0 ? {} : { RangeGraph: { groups: rangeGraphs } }),
    ...(timeSeries.length === 0
      ? {}
      : {
          time_series: timeSeries.map(({ input, groups }) => ({ file_name: input, time_series: { groups } })),
        }),
  };
  const whole = typeof effective === 'object' ? { ...effective, orcaflex_post_process: results } : results;
  const document = new Document(whole, { aliasDuplicateObjects: false });
  visit(document, {
    Seq(_, node) {
      node.flow = node.items.every((item) => isScalar(item));
    },
  });
  return document.toString({ lineWidth: 0 });
}
