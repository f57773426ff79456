import type { BinRule, CaseTable, Characteristic, Climate } from './case-table.ts';

/** What a table over load cases computes. */
export function caseDefinition(table: CaseTable): string {
  switch (table.kind) {
    case 'cases':
      return 'the load case of every input';
    case 'bins':
      return `over the files of each bin of ${table.by} (${binText(table.bins)}): mean, smallest and largest value, spread (divisor n - 1)`;
    case 'seeds':
      return `over files with equal ${table.over.join(', ')}: mean, smallest and largest value, std (divisor n - 1)`;
    case 'ultimate': {
      const factor =
        table.factor === null ? 'no safety factor' : `times ${table.factor} before cases are compared`;
      return (
        `of each case (equal ${table.over.join(', ')}) ${CHARACTERISTIC_TEXT[table.characteristic]}, ${factor}; the largest ` +
        'for max, the smallest for min; values of the seed nearest to it, times the same factor'
      );
    }
    case 'lifetime': {
      const { by, bins, climate, normalise, years, cycles } = table;
      const reference =
        cycles === null
          ? 'at the frequency of the loads'
          : `for ${cycles} cycles in ${years} years of 31,557,600 s`;
      return (
        `equivalent load (sum p mean(DEL^m))^(1/m) ${reference}, damage over ${years} years; p of each bin of ${by} ` +
        `(${binText(bins)}) ${climateText(climate)}; files of a bin count by their lengths${availabilityText(table)}; ` +
        (normalise ? 'divided by the probability that is covered' : 'what no file covers counts as no load')
      );
    }
    case 'aep':
      return (
        `mean over the bins of ${table.by} (${binText(table.bins)}) ${climateText(table.climate)}; perYear: times 8766 h` +
        `${availabilityText(table)}; what no file covers counts as zero`
      );
  }
}

const CHARACTERISTIC_TEXT: Readonly<Record<Characteristic, string>> = {
  mean: "the mean of the seeds' extremes",
  'upper-half': "the mean of the larger half of the seeds' extremes",
  worst: "the worst of the seeds' extremes",
};

function binText({ width, centre }: BinRule): string {
  return `width ${width}, one centre at ${centre}`;
}

function climateText(climate: Climate): string {
  return climate.kind === 'hours'
    ? `by ${climate.column} / 8766`
    : `by a Weibull distribution with A = ${climate.scale}, k = ${climate.shape}`;
}

function availabilityText({ availability }: Extract<CaseTable, { kind: 'lifetime' | 'aep' }>): string {
  if (availability === null) return '';
  const { share, column, operating, idling } = availability;
  return `; ${column} ${operating.join(', ')} counts for ${share} of the time, ${idling.join(', ')} for the rest`;
}
