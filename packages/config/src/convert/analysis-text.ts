import type { Analysis, Edges, Level } from '@ballast/results-model';
import { reductionOf } from './reduction-text.ts';

/** The keys of an analysis as a table of a batch file has them, with every default written out. */
export function analysisOf(analysis: Analysis): object {
  switch (analysis.kind) {
    case 'rainflow': {
      const { markov } = analysis;
      return {
        ...analysis,
        markov: markov === null ? null : { ranges: edgesOf(markov.ranges), means: edgesOf(markov.means) },
      };
    }
    case 'spectrum':
      return analysis;
    case 'crossings':
      return { ...analysis, levels: analysis.levels.map(levelOf) };
    case 'peaks': {
      const { clusters } = analysis;
      return {
        ...analysis,
        clusters: clusters === null ? null : { ...clusters, threshold: levelOf(clusters.threshold) },
      };
    }
    case 'extreme':
      return { ...analysis, threshold: levelOf(analysis.threshold) };
    case 'windows': {
      const { statistics, reductions, ...rest } = analysis;
      return { ...rest, statistics: [...statistics, ...reductions.map(reductionOf)] };
    }
  }
}

function levelOf(level: Level): number | string {
  if ('value' in level) return level.value;
  const { stds } = level;
  return stds === 0 ? 'mean' : `mean${stds < 0 ? '-' : '+'}${Math.abs(stds)}std`;
}

function edgesOf(edges: Edges): number | readonly number[] {
  return 'edges' in edges ? edges.edges : edges.count;
}
