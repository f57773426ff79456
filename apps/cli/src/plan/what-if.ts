import { nearest } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { forTerminal } from '@ballast/text';

/** Settings of `resources` that can be tried. */
const KEYS = ['memory', 'workers', 'loads', 'seats'] as const;
export type WhatIfKey = (typeof KEYS)[number];

/** One row of the table: settings that replace the present ones, as written. */
export type WhatIf = readonly (readonly [key: WhatIfKey, value: string])[];

const EXAMPLE = 'for example --what-if memory=512GiB,workers=15,30,auto,seats=4';
/** Each combination is a simulation. */
const MOST_COMBINATIONS = 100;

/**
 * Every combination of the values in `memory=512GiB,workers=15,30,auto`: a value without a key belongs to the key before
 * it. Does not check the values. Fault: WHAT_IF_INVALID.
 */
export function parseWhatIf(text: string): readonly WhatIf[] {
  const lists = valueLists(text);
  let rows: WhatIf[] = [[]];
  for (const [key, values] of lists) {
    if (rows.length * values.length > MOST_COMBINATIONS) {
      throw whatIfInvalid(`--what-if has more than ${MOST_COMBINATIONS} combinations of values`);
    }
    rows = rows.flatMap((row) => values.map((value): WhatIf => [...row, [key, value]]));
  }
  return rows;
}

export function whatIfInvalid(message: string, hint: string = EXAMPLE): FaultError {
  return new FaultError({ code: 'WHAT_IF_INVALID', message, hint });
}

/** Safe to print. */
export function settingsText(settings: WhatIf): string {
  return forTerminal(settings.map(([key, value]) => `${key}=${value}`).join(', '));
}

function valueLists(text: string): ReadonlyMap<WhatIfKey, readonly string[]> {
  const lists = new Map<WhatIfKey, string[]>();
  let current: string[] | null = null;
  for (const part of text.split(',')) {
    const [before = '', ...after] = part.split('=');
    if (after.length > 0) {
      const key = keyNamed(before.trim());
      if (lists.has(key)) throw whatIfInvalid(`--what-if names ${key} more than once`);
      current = [];
      lists.set(key, current);
    }
    const value = (after.length > 0 ? after.join('=') : before).trim();
    if (current === null) throw whatIfInvalid(`--what-if begins with \`${value}\`, which has no key`);
    if (value === '') throw whatIfInvalid('--what-if has an empty value');
    if (!current.includes(value)) current.push(value);
  }
  return lists;
}

function keyNamed(word: string): WhatIfKey {
  const key = KEYS.find((one) => one === word);
  if (key !== undefined) return key;
  const meant = nearest(word, KEYS);
  throw whatIfInvalid(
    `--what-if has an unknown setting \`${word}\``,
    meant === null ? `use ${KEYS.join(', ')}` : `did you mean ${meant}?`,
  );
}
