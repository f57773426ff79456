import type { Declared, DeclaredStruct, OwnLayout, OwnTable, Signature } from './declared.ts';
import { signatureOf } from './prototype.ts';

/** The result of comparing two descriptions of the interface. */
export interface Comparison {
  /** For `functions`, `structs`, `callbacks`, `statuses`: how many exist on both sides and are alike. */
  readonly alike: Readonly<Record<string, number>>;
  /** A sentence for everything that cannot be true on both sides. */
  readonly wrong: readonly string[];
  /** A sentence for every struct that has grown at its end: its older size stays valid. */
  readonly grown: readonly string[];
  /** Declared by the wrapper, not in our table: of `functions`, `structs`, `callbacks`. */
  readonly lacking: Readonly<Record<string, readonly string[]>>;
  /** Sentences about what is not compared, and why. */
  readonly passedOver: readonly string[];
  /** In our table, not declared by the wrapper, and so not confirmed by this comparison. */
  readonly unvouched: readonly string[];
}

interface Findings {
  alike: Record<string, number>;
  wrong: string[];
  grown: string[];
  lacking: { functions: string[]; structs: string[]; callbacks: string[] };
  passedOver: string[];
  unvouched: string[];
}

/** The wrapper's names of structs that do not become ours by adding `T` in front and `W` at the end. */
const RENAMED: Readonly<Record<string, string>> = {
  ObjectExtra: 'TObjectExtra2W',
  TimeSeriesStats: 'TTimeSeriesStatistics',
};

/** Declarations of the wrapper that are known to be loose; nothing depends on them. */
const LOOSE: ReadonlyMap<string, string> = new Map([
  ['SolveEquationCalcYProc', 'the wrapper declares 32 bits of a number that is as wide as a pointer'],
]);

export function compare(ours: OwnTable, declared: Declared): Comparison {
  const findings: Findings = {
    alike: {},
    wrong: [],
    grown: [],
    lacking: { functions: [], structs: [], callbacks: [] },
    passedOver: [],
    unvouched: [],
  };
  compareFunctions(ours, declared, findings);
  compareStructs(ours, declared, findings);
  compareCallbacks(ours, declared, findings);
  compareStatuses(ours, declared, findings);
  return findings;
}

function compareFunctions(ours: OwnTable, declared: Declared, findings: Findings): void {
  for (const [name, signature] of Object.entries(declared.functions)) {
    const prototype = ours.prototypes[name];
    if (prototype === undefined) findings.lacking.functions.push(name);
    else {
      const problems = differences(signatureOf(prototype), signature, ours);
      judge(findings, { what: 'functions', name, problems });
    }
  }
  findings.unvouched.push(...Object.keys(ours.prototypes).filter((name) => !(name in declared.functions)));
}

function compareCallbacks(ours: OwnTable, declared: Declared, findings: Findings): void {
  for (const [name, signature] of Object.entries(declared.callbacks)) {
    const prototype = ours.callbacks[`T${name}`] ?? ours.callbacks[`T${name}W`];
    const reason = LOOSE.get(name);
    if (prototype === undefined) findings.lacking.callbacks.push(name);
    else if (reason !== undefined) findings.passedOver.push(`${name}: ${reason}`);
    else {
      const problems = differences(signatureOf(prototype), signature, ours);
      judge(findings, { what: 'callbacks', name, problems });
    }
  }
}

interface Compared {
  readonly what: string;
  readonly name: string;
  readonly problems: readonly string[];
}

function judge(findings: Findings, { what, name, problems }: Compared): void {
  if (problems.length === 0) findings.alike[what] = (findings.alike[what] ?? 0) + 1;
  findings.wrong.push(...problems.map((problem) => `${name}: ${problem}`));
}

function differences(own: Signature, theirs: Signature, table: OwnTable): string[] {
  if (own.arguments.length !== theirs.arguments.length) {
    return [`${own.arguments.length} arguments here, ${theirs.arguments.length} in the wrapper`];
  }
  const problems = own.arguments.flatMap((kind, index) => {
    const other = theirs.arguments[index] ?? '';
    return sameKind(kind, other, table)
      ? []
      : [`argument ${index + 1} is ${kind} here, ${other} in the wrapper`];
  });
  if (sameKind(own.returns, theirs.returns, table)) return problems;
  return [...problems, `it returns ${own.returns} here, ${theirs.returns} in the wrapper`];
}

/** A pointer without a type matches any pointer, and a number as wide as one may be declared as one. */
function sameKind(own: string, theirs: string, table: OwnTable): boolean {
  const their = theirs.replace(/^_?[A-Z]\w*/, (name) => ownName(name, table) ?? name);
  if (own === their) return true;
  if (own === 'handle' || their === 'handle') return isPointer(own) && isPointer(their);
  return own === 'i64*' && their === 'handle*';
}

function isPointer(kind: string): boolean {
  return kind.endsWith('*') || kind === 'handle' || kind === 'text' || kind === 'callback';
}

function ownName(name: string, table: OwnTable): string | undefined {
  const bare = name.replace(/^_/, '');
  return [RENAMED[bare], `T${bare}`, `T${bare}W`].find((each) => each !== undefined && each in table.layouts);
}

function compareStructs(ours: OwnTable, declared: Declared, findings: Findings): void {
  const seen = new Set<string>();
  for (const [name, struct] of Object.entries(declared.structs)) {
    const own = ownName(name, ours);
    const layout = own === undefined ? undefined : ours.layouts[own];
    if (own === undefined || layout === undefined) {
      findings.lacking.structs.push(name);
      continue;
    }
    seen.add(own);
    judge(findings, { what: 'structs', name: own, problems: layoutDifferences(layout, struct) });
    const added = struct.fields.filter(({ offset }) => offset >= layout.size).map((field) => field.name);
    if (added.length > 0) {
      findings.grown.push(
        `${own}: ${layout.size} bytes here, ${struct.size} in the wrapper (${added.join(', ')})`,
      );
    }
  }
  findings.unvouched.push(...Object.keys(ours.layouts).filter((name) => !seen.has(name)));
}

function layoutDifferences(own: OwnLayout, theirs: DeclaredStruct): string[] {
  const known = theirs.fields.filter(({ offset }) => offset < own.size);
  const end = known.reduce((last, { offset, size }) => Math.max(last, offset + size), 0);
  const size = end === own.size ? [] : [`${own.size} bytes here, ${end} in the wrapper`];
  const entries = Object.entries(own.fields);
  const fields = known.flatMap(({ name: declared, offset, size }) => {
    const name = declared.replace(/^_/, '');
    // A struct inside a struct may be several fields here: together they occupy the same bytes.
    const inside = entries.filter(([, [at]]) => at >= offset && at < offset + size);
    const bytes = inside.reduce((sum, [, [, each]]) => sum + each, 0);
    const named = inside.every(([field]) => field.startsWith(name));
    if (inside[0]?.[1][0] === offset && bytes === size && named) return [];
    return [`field ${name} is ${size} bytes at ${offset} in the wrapper, not here`];
  });
  return [...size, ...fields];
}

function compareStatuses(ours: OwnTable, declared: Declared, findings: Findings): void {
  const plain = (name: string): string => name.replace(/_/g, '').toLowerCase();
  for (const [name, status] of Object.entries(declared.numbers.StatusCode ?? {})) {
    const own = ours.statusName(status);
    const problems = plain(own) === plain(name) ? [] : [`${own} here, ${name} in the wrapper`];
    judge(findings, { what: 'statuses', name: `status ${status}`, problems });
  }
}
