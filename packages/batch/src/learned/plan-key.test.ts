import { type DerivedChannel, planReads } from '@ballast/results-model';
import { expect, it } from 'vitest';
import { planHash } from './plan-key.ts';

function hashOf(formula: string, names: readonly string[] = []): string {
  const channel: DerivedChannel = { kind: 'formula', name: 'Sum', formula, unit: '', series: [] };
  const column = {
    kind: 'series',
    object: null,
    variable: 'Sum',
    at: null,
    period: { kind: 'whole' },
    statistics: ['max'],
    label: null,
    transform: null,
    channels: [channel],
  } as const;
  return planHash(planReads([{ name: 't', layout: 'long', columns: [column] }], names));
}

it('the key of a plan depends on the formulas of its channels, not on the names of others', () => {
  expect(hashOf('A + B')).not.toBe(hashOf('A - B'));
  expect(hashOf('A + B', ['Sum', 'Other'])).toBe(hashOf('A + B'));
});
