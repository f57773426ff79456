import type { SurveyedFacts } from '@ballast/batch';
import type { Cell } from '@ballast/results-model';

const DIGITS = 7;

/** A number for people; empty if there is none. */
export function numberText(value: Cell): string {
  if (typeof value !== 'number') return value ?? '';
  return String(Number(value.toPrecision(DIGITS)));
}

export function seconds(value: number | null): string {
  return value === null ? '' : `${numberText(value)} s`;
}

/** `4801`, `about 1211`; empty if it is not known. */
export function samplesText({ samples, counted }: SurveyedFacts): string {
  if (samples === null) return '';
  return counted ? String(samples) : `about ${samples}`;
}
