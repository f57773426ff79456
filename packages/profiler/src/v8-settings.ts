import { setFlagsFromString } from 'node:v8';

interface Setting {
  readonly first: number;
  readonly now: number;
}

/** Programs have copies of this module, but V8 has one of each setting. */
const CHANGED = Symbol.for('@ballast/profiler settings of V8');

export interface SettingChange {
  /** Its value when the process started, or before the first file of the program was loaded. */
  readonly first: number;
  readonly to: number;
}

/** Changes a setting of V8 while the program runs. */
export function changeV8Setting(name: string, { first, to }: SettingChange): void {
  changed().set(name, { first: changed().get(name)?.first ?? first, now: to });
  setFlagsFromString(`--${name}=${to}`);
}

/**
 * Does `work` with the first value of every setting that has changed since. V8 accepts kept code only under the very settings under
 * which it was kept.
 */
export function withFirstV8Settings<T>(work: () => T): T {
  const differing = [...changed()].filter(([, { first, now }]) => first !== now);
  for (const [name, { first }] of differing) setFlagsFromString(`--${name}=${first}`);
  try {
    return work();
  } finally {
    for (const [name, { now }] of differing) setFlagsFromString(`--${name}=${now}`);
  }
}

function changed(): Map<string, Setting> {
  const shared = globalThis as { [CHANGED]?: Map<string, Setting> };
  shared[CHANGED] ??= new Map();
  return shared[CHANGED];
}
