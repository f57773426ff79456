/** How the parts of a run are read from the name of its file. */
export type NamePattern = {
  /** What is taken of a part, as a regular expression; `(\d+)` stands for the number before a unit. */
  readonly extract: readonly { readonly name: string; readonly pattern: string }[];
} & (
  | {
      readonly kind: 'positions';
      readonly delimiter: string;
      /** From 0, negative from the end; the kind of report is the last part. */
      readonly positions: readonly { readonly name: string; readonly position: number }[];
    }
  /** A regular expression with named groups, for the whole name without its extension. */
  | { readonly kind: 'expression'; readonly expression: string }
);

/** A part of a name: `100M` is 100 with the unit M if a number is taken of it. */
export interface NamePart {
  readonly text: string;
  readonly unit: string;
}

export type NameParts = ReadonlyMap<string, NamePart>;

/** The part with the kind of report, whatever the pattern says of it. */
export const REPORT_TYPE = 'report_type';
/** Parts that name the scenario: runs of different scenarios never belong to one group. */
const SCENARIOS = ['scenario', 'scenario_name', 'prefix'];
/** The number of a report that is split into intervals. */
export const INTERVAL = 'interval';

export type ReadName = (file: string) => NameParts | string;

/** The names of the parts, in the order of the pattern, with the kind of report. */
export function partNames(pattern: NamePattern): readonly string[] {
  const own =
    pattern.kind === 'positions'
      ? pattern.positions.map(({ name }) => name)
      : [...pattern.expression.matchAll(/\(\?<([A-Za-z_]\w*)>/g)].map(([, name = '']) => name);
  return own.includes(REPORT_TYPE) ? own : [...own, REPORT_TYPE];
}

/** The name of the part with the scenario; null if the pattern has none. */
export function scenarioPart(pattern: NamePattern): string | null {
  const names = partNames(pattern);
  return SCENARIOS.find((name) => names.includes(name)) ?? null;
}

/** Several tables read the name of a file, one after the other. */
const readers = new WeakMap<NamePattern, ReadName>();

/** A function that reads the parts from the name of a file, or says why it cannot, as the end of a sentence. */
export function readName(pattern: NamePattern): ReadName {
  const known = readers.get(pattern);
  if (known !== undefined) return known;
  const read = rememberingLast(readerOf(pattern));
  readers.set(pattern, read);
  return read;
}

function rememberingLast(read: ReadName): ReadName {
  let last: { readonly file: string; readonly found: NameParts | string } | null = null;
  return (file) => {
    if (last?.file !== file) last = { file, found: read(file) };
    return last.found;
  };
}

function readerOf(pattern: NamePattern): ReadName {
  const split = pattern.kind === 'positions' ? byPosition(pattern) : byExpression(pattern.expression);
  const takers = new Map(pattern.extract.map((one) => [one.name, takerOf(one.pattern)]));
  return (file) => {
    const { front, report, interval } = takenApart(file);
    const found = split(front, report);
    if (typeof found === 'string') return found;
    const parts = new Map<string, NamePart>();
    for (const [name, raw] of found) {
      const take = name === REPORT_TYPE ? undefined : takers.get(name);
      const part = take === undefined ? { text: raw, unit: '' } : take(raw);
      if (part === null) return `its ${name} "${raw}" does not match what is taken of it`;
      parts.set(name, part);
    }
    if (!parts.has(REPORT_TYPE)) parts.set(REPORT_TYPE, { text: report, unit: '' });
    if (interval !== null) parts.set(INTERVAL, { text: interval, unit: '' });
    return parts;
  };
}

/** From the end, since a scenario may contain the delimiter. */
const REPORT = /_?([A-Za-z0-9]*Report(?:er)?)(?:_(\d{4}))?$/;

function takenApart(file: string): {
  readonly front: string;
  readonly report: string;
  readonly interval: string | null;
} {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  const [whole = '', report = '', interval = null] = REPORT.exec(stem) ?? [];
  return { front: stem.slice(0, stem.length - whole.length), report, interval };
}

type Split = (front: string, report: string) => ReadonlyMap<string, string> | string;

/**
 * The parts in front of the kind of report. There may be more of them than the positions name: then the first one contains
 * the delimiter, since only the name of a scenario is free.
 */
function byPosition({ delimiter, positions }: Extract<NamePattern, { kind: 'positions' }>): Split {
  const own = positions.filter(({ name }) => name !== REPORT_TYPE);
  const least = own.map(({ position }) => position);
  const ofReport = positions.find(({ name }) => name === REPORT_TYPE)?.position ?? -1;
  const isWhole = own.length > 0 && least.toSorted((a, b) => a - b).every((position, i) => position === i);
  const expected = ofReport > 0 ? ofReport : isWhole ? own.length : null;
  return (front, report) => {
    const parts = front.split(delimiter);
    const surplus = expected === null ? 0 : parts.length - expected;
    const total = parts.length + (report === '' ? 0 : 1);
    const found = new Map<string, string>();
    for (const { name, position } of positions) {
      if (name === REPORT_TYPE) found.set(name, report);
      else if (position === 0 && surplus > 0) found.set(name, parts.slice(0, surplus + 1).join(delimiter));
      else {
        const part = parts[position < 0 ? total + position : position + Math.max(0, surplus)];
        if (part === undefined || surplus < 0) return tooFew(name, { position, expected, parts });
        found.set(name, part);
      }
    }
    return found;
  };
}

function tooFew(
  name: string,
  {
    position,
    expected,
    parts,
  }: { readonly position: number; readonly expected: number | null; readonly parts: readonly string[] },
): string {
  const wanted = expected === null ? `a part at position ${position} (${name})` : `${expected} parts`;
  return `expected ${wanted} before the kind of report, found ${parts.length}: ${parts.join(', ')}`;
}

function byExpression(expression: string): Split {
  const compiled = new RegExp(`^(?:${expression})$`, 's');
  return (front, report) => {
    const stem = report === '' ? front : front === '' ? report : `${front}_${report}`;
    const groups = compiled.exec(stem)?.groups;
    if (groups === undefined) return `${stem} does not match ${expression}`;
    return new Map(Object.entries(groups).map(([name, text]) => [name, text ?? '']));
  };
}

/** Expressions that stand for a whole number of any kind. */
const A_NUMBER = ['number', String.raw`(\d+)`, String.raw`\d+`, '([0-9]+)', '[0-9]+'];
const WITH_UNIT = /^([+-]?(?:\d+\.?\d*|\.\d+))([A-Za-z%µ]*)$/u;

/** Whether a number is taken of a part, and its unit with it. */
export function isNumberOf({ pattern }: { readonly pattern: string }): boolean {
  return A_NUMBER.includes(pattern);
}

/** Null if the part does not match. */
function takerOf(pattern: string): (raw: string) => NamePart | null {
  if (isNumberOf({ pattern })) {
    return (raw) => {
      const found = WITH_UNIT.exec(raw);
      return found === null ? null : { text: found[1] ?? '', unit: found[2] ?? '' };
    };
  }
  const compiled = new RegExp(pattern);
  return (raw) => {
    const found = compiled.exec(raw);
    return found === null ? null : { text: found[1] ?? found[0], unit: '' };
  };
}
