import { printable } from '@ballast/text';
import { type ConfigIssue, mistakeAt, type Origin } from '../mistake.ts';
import { inWords } from '../text/in-words.ts';
import { pathText, type Step } from '../text/path.ts';
import { readYaml } from '../yaml/locate.ts';
import { child, type Located, plain } from '../yaml/located.ts';

interface Override {
  readonly path: readonly Step[];
  readonly value: Located;
  readonly origin: Origin;
}

/** A file with overrides applied, and a mistake for each override that could not be applied. */
export interface Overridden {
  readonly root: Located;
  readonly issues: readonly ConfigIssue[];
}

/** Applies texts of the form `a.b[2].c=value` in order; creates missing keys along a path. */
export function applyOverrides(root: Located, overrides: readonly string[]): Overridden {
  const issues: ConfigIssue[] = [];
  let here = root;
  for (const written of overrides) {
    const read = readOverride(written);
    const set = 'issues' in read ? read : setAt(here, read, 0);
    if ('issues' in set) issues.push(...set.issues);
    else here = set;
  }
  return { root: here, issues };
}

type Refused = { readonly issues: readonly ConfigIssue[] };

const KEY = '[A-Za-z_][\\w-]*';
const PATH = new RegExp(`^${KEY}(?:\\.${KEY}|\\[[0-9]{1,6}\\])*$`);

function readOverride(written: string): Override | Refused {
  const equals = written.indexOf('=');
  const pathPart = (equals < 0 ? written : written.slice(0, equals)).trim();
  const origin: Origin = { kind: 'override', source: `--set ${printable(pathPart)}` };
  if (equals < 0 || !PATH.test(pathPart)) {
    const hint = 'for example `--set resources.memory=50%`';
    const found = equals < 0 ? 'no = sign' : `the path \`${printable(pathPart)}\``;
    const expected = 'a path of keys and [positions], an = sign and a value';
    return { issues: [mistakeAt(origin, { path: [], expected, found, hint })] };
  }
  const steps = pathPart.match(/[\w-]+/g) ?? [];
  // Brackets contain only digits, and no key starts with a digit.
  const path = steps.map((step): Step => (/^[0-9]/.test(step) ? Number(step) : step));
  const { root, issues, block } = readYaml(written.slice(equals + 1), { override: origin });
  // A mistake inside the value gets the path that the override sets.
  if (root === null || issues.length > 0) {
    return { issues: issues.map((mistake) => ({ ...mistake, path: pathText(path) })) };
  }
  if (block) {
    const hint = 'write `{ key: value }` or `[element]`';
    const expected = 'a single value, or a mapping or list in brackets';
    return { issues: [mistakeAt(origin, { path, expected, found: 'an indented one', hint })] };
  }
  return { path, value: root, origin };
}

/** A copy of `located` with the value set along the path from `index` on; it shares all other parts. */
function setAt(located: Located, override: Override, index: number): Located | Refused {
  const { path, value, origin } = override;
  const step = path[index];
  if (step === undefined) return value;
  const base = isNothing(located) ? emptyFor(step, origin) : located;
  const inner = setAt(child(base, step) ?? nothing(origin), override, index + 1);
  if ('issues' in inner) return inner;
  if (typeof step === 'number' && base.kind === 'list' && step <= base.items.length) {
    return { ...base, items: [...base.items.slice(0, step), inner, ...base.items.slice(step + 1)] };
  }
  if (typeof step === 'string' && base.kind === 'mapping') {
    const isNew = base.entries.get(step)?.keyOrigin ?? origin;
    const keyOrigin = index === path.length - 1 ? origin : isNew;
    return { ...base, entries: new Map([...base.entries, [step, { keyOrigin, value: inner }]]) };
  }
  return refused(base, override, index);
}

function refused(base: Located, { path, origin }: Override, index: number): Refused {
  const step = path[index];
  const wanted = typeof step === 'number' ? 'a list' : 'a mapping';
  const short = typeof step === 'number' && base.kind === 'list';
  const expected = short ? `a position of at most ${base.items.length}` : wanted;
  const found = short ? `[${step}]` : inWords(plain(base));
  return { issues: [mistakeAt(origin, { path: path.slice(0, index), expected, found })] };
}

function isNothing(located: Located): boolean {
  return located.kind === 'scalar' && located.value === null;
}

function nothing(origin: Origin): Located {
  return { kind: 'scalar', origin, value: null };
}

function emptyFor(step: Step, origin: Origin): Located {
  return typeof step === 'number'
    ? { kind: 'list', origin, items: [] }
    : { kind: 'mapping', origin, entries: new Map() };
}
