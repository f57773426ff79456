import { afterAll, describe, expect, it } from 'vitest';
import { Folder } from '../support/folder.ts';
import type { FieldCase } from './field-case.ts';
import { HEAD_CASES } from './head-cases.ts';
import { NUMBER_CASES } from './number-cases.ts';
import { readFile } from './read-file.ts';
import { ROW_CASES } from './row-cases.ts';

const folder = new Folder();
afterAll(() => folder.remove());

async function check(field: FieldCase): Promise<void> {
  const { status, series, warnings, refusal } = await readFile(
    folder.write(field.name ?? 'made.out', field.content),
    field.period,
  );
  expect(status, refusal ?? '').toBe(field.status);
  if (field.warnings !== undefined) expect(warnings.map(({ code }) => code)).toEqual(field.warnings);
  const said = [refusal ?? '', ...warnings.map(({ message }) => message)].join('; ');
  for (const text of field.says ?? []) expect(said).toContain(text);
  if (!field.says?.includes('ended before its first output'))
    expect(said).not.toContain('ended before its first');
  if (field.channels === undefined) return;
  expect(series.map(({ variable, unit }) => [variable, unit])).toEqual(
    field.channels.map(({ name, unit }) => [name, unit]),
  );
  for (const [at, { name, statistics: expected }] of field.channels.entries()) {
    const found = series[at]?.statistics;
    if (expected === null) {
      expect(found, name).toMatchObject({ min: null, tMin: null, max: null, mean: null, std: null });
      continue;
    }
    const tolerance = 1e-9 * (expected.max - expected.min);
    for (const [statistic, value] of Object.entries(expected)) {
      const distance = Math.abs((found?.[statistic as keyof typeof expected] ?? Number.NaN) - value);
      expect(distance, `${name} ${statistic}`).toBeLessThanOrEqual(tolerance);
    }
  }
}

describe.each([
  ['heads', HEAD_CASES],
  ['rows', ROW_CASES],
  ['numbers', NUMBER_CASES],
])('%s of text outputs', (_, cases) => {
  it.each(cases.map((one) => [one.title, one] as const))(
    'are read or refused for what they are: %s',
    async (__, one) => {
      await check(one);
    },
  );
});
