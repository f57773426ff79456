import {
  createHeader,
  type FileResult,
  formatsOf,
  type ReadPlan,
  type TableFormat,
  type TableHeader,
  type TableSpec,
  type UnitPlace,
} from '@ballast/results-model';

/** A table as some of its formats show it: they differ in where units are. */
export interface TableView {
  readonly spec: TableSpec;
  readonly formats: readonly TableFormat[];
  readonly header: TableHeader;
}

/**
 * One view for each place of units. A workbook has a row of units unless they are in the header; a Parquet file has plain
 * names, and units as metadata.
 */
export function tableViews(spec: TableSpec, plan: ReadPlan): TableView[] {
  const byPlace = new Map<UnitPlace, TableFormat[]>();
  for (const format of formatsOf(spec)) {
    const place = unitPlace(spec, format);
    byPlace.set(place, [...(byPlace.get(place) ?? []), format]);
  }
  return [...byPlace].map(([units, formats]) => {
    const own = spec.layout === 'wide' ? { ...spec, units } : spec;
    return { spec: own, formats, header: createHeader(own, plan) };
  });
}

function unitPlace({ layout, units = 'none' }: TableSpec, format: TableFormat): UnitPlace {
  if (layout !== 'wide' || format === 'csv') return units;
  return format === 'xlsx' && units === 'header' ? 'header' : 'row';
}

/** Shows the results to all headers whose columns depend on them; `read` is called once for each input. */
export function observeAll<Input>(
  headers: readonly TableHeader[],
  inputs: readonly Input[],
  read: (input: Input) => FileResult | null,
): void {
  const growing = headers.filter(({ fixed }) => !fixed);
  if (growing.length === 0) return;
  for (const input of inputs) {
    const result = read(input);
    for (const header of growing) header.observe(result);
  }
}
