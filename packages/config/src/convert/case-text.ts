import type { CaseTable, Climate } from '@ballast/results-model';

/** The keys of a table over load cases, with every default written out. */
export function caseTableOf(table: CaseTable): object {
  return 'climate' in table ? { ...table, climate: climateOf(table.climate) } : table;
}

function climateOf(climate: Climate): object {
  return climate.kind === 'hours'
    ? { hours: climate.column }
    : { weibull: { A: climate.scale, k: climate.shape } };
}
