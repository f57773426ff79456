import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Claim, type FieldSection, parseSections } from './field-readme.ts';
import { type ReadFile, readFile } from './read-file.ts';

const FIELD = join(import.meta.dirname, '../../../../../shared/data/field');
const present = existsSync(FIELD);
if (!present) console.warn(`skipped: small files of other programs are not in ${FIELD}`);

/** Sections that a reader alone decides; the others are about a whole batch. */
const OWN = /^k(?:01|02|03|04|05|09|10|13|15|21)-/;
const sections = present
  ? parseSections(readFileSync(join(FIELD, 'README.md'), 'utf8')).filter(({ files }) =>
      OWN.test(files[0] ?? ''),
    )
  : [];

type Condition = (found: ReadFile, value: never) => boolean;

const names = ({ series }: ReadFile): string[] => series.map(({ variable }) => variable);
const said = ({ refusal, warnings }: ReadFile): string =>
  [refusal ?? '', ...warnings.map(({ message }) => message)].join('; ');

const CONDITIONS: Readonly<Record<string, Condition>> = {
  status: (found, values: readonly string[]) => values.includes(found.status),
  statusNot: (found, values: readonly string[]) => !values.includes(found.status),
  exitCodeNot: (found) => found.status !== 'succeeded',
  neverVariable: (found, values: readonly string[]) => !names(found).some((name) => values.includes(name)),
  neverVariableMatches: (found, pattern: string) =>
    !names(found).some((name) => new RegExp(pattern).test(name)),
  never: (found, values: readonly { variable: string; n: number }[]) =>
    !found.series.some((one) =>
      values.some(({ variable, n }) => one.variable === variable && one.statistics?.n === n),
    ),
  neverMessage: (found, text: string) => !said(found).includes(text),
  messageNamesOneOf: (found, values: readonly string[]) => values.some((text) => said(found).includes(text)),
  variablesIgnoringBlanks: (found, values: readonly string[]) =>
    names(found)
      .map((name) => name.replaceAll(' ', ''))
      .join() === values.join(),
  unit: (found, unit: string) => found.series.every((one) => one.unit === unit),
  units: (found, units: Readonly<Record<string, string>>) =>
    found.series.every(({ variable, unit }) => unit === units[variable]),
  noValues: (found) => found.series.length === 0,
  n: (found, n: number) => found.series.every(({ statistics }) => statistics?.n === n),
  warning: (found) => found.warnings.length > 0,
  note: () => true,
};

/** What of a claim does not hold. */
function failures(found: ReadFile, { conditions, table }: Claim): string[] {
  const failed = Object.entries(conditions).flatMap(([key, value]) => {
    const condition = CONDITIONS[key];
    if (condition === undefined) throw new Error(`no test knows the condition ${key}`);
    return condition(found, value as never) ? [] : [`${key}: ${JSON.stringify(value)}`];
  });
  const wrong = table.flatMap((row) => wrongCells(found, row));
  if (table.length > 0 && found.series.length !== table.length) wrong.push(`${found.series.length} series`);
  return [...failed, ...wrong];
}

function wrongCells({ series }: ReadFile, row: Readonly<Record<string, string>>): string[] {
  const { index, variable, unit, n, ...values } = row;
  const found = series.find((one) => String(one.index) === index);
  const plain = (text = ''): string => text.replaceAll(' ', '');
  if (found === undefined || plain(found.variable) !== plain(variable) || found.unit !== unit)
    return [`series ${index}`];
  const { statistics } = found;
  const wrong = String(statistics?.n) === n ? [] : [`${variable} n`];
  if (row.min?.endsWith('not finite') === true)
    return statistics?.min === null ? wrong : [...wrong, `${variable} min`];
  const tolerance = 1e-9 * Math.max(Number(row.max) - Number(row.min), Number.MIN_VALUE);
  const rounding = 4 * Number.EPSILON * Math.abs(Number(row.max));
  for (const [name, text] of Object.entries(values)) {
    const value = statistics?.[name as 'min'] ?? Number.NaN;
    if (!(Math.abs(value - Number(text)) <= Math.max(tolerance, rounding)))
      wrong.push(`${variable} ${name}: ${value}`);
  }
  return wrong;
}

async function check(file: string, { period, must, right }: FieldSection): Promise<void> {
  const range = period === null ? undefined : { kind: 'range' as const, from: period[0], to: period[1] };
  const found = await readFile(join(FIELD, file), range);
  for (const claim of must) expect(failures(found, claim), said(found)).toEqual([]);
  const reasons = right.map((claim) => failures(found, claim));
  if (reasons.length > 0) expect(reasons, `${found.status}; ${said(found)}`).toContainEqual([]);
}

describe.runIf(present)('small files of other programs', () => {
  it('are of all kinds that a reader decides', () => {
    expect(sections.length).toBeGreaterThanOrEqual(18);
  });

  it.each(sections.flatMap((section) => section.files.map((file) => [file, section] as const)))(
    '%s becomes what it must',
    async (file, section) => {
      await check(file, section);
    },
  );
});
