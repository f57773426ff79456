import type { Batch } from './batch.ts';
import { ruleFindings, ruleWarnings } from './check/rules.ts';
import { schemaFindings } from './check/schema-findings.ts';
import { toBatch } from './convert/to-batch.ts';
import { type ConfigIssue, type Finding, mistakeAt, sortMistakes } from './mistake.ts';
import { applyOverrides } from './overrides/overrides.ts';
import { type BatchFile, batchFileSchema } from './schema/batch-schema.ts';
import { expanded } from './shorthand/expand.ts';
import { type BatchDefaults, filledIn } from './shorthand/fill-in.ts';
import { pathText } from './text/path.ts';
import { MOST_MISTAKES } from './yaml/limits.ts';
import { readYaml } from './yaml/locate.ts';
import { type Located, originOf, originWithin, plain } from './yaml/located.ts';

interface BatchText {
  /** The whole text of a batch file, decoded from UTF-8. */
  readonly text: string;
  /** The file's name as the user wrote it; the result contains it for `formatIssues`. */
  readonly source: string;
  /** Each of the form `a.b[2].c=value`, with a YAML value; applied in order before anything is checked. */
  readonly overrides?: readonly string[];
  /** What the caller knows of values that may be left out. */
  readonly defaults?: BatchDefaults;
}

export type ParseResult =
  | {
      readonly ok: true;
      readonly source: string;
      readonly batch: Batch;
      /** Valid, but probably not intended. */
      readonly warnings: readonly ConfigIssue[];
    }
  | {
      readonly ok: false;
      readonly source: string;
      /** All mistakes by position, 1 to 201; the 201st only states that there are more. */
      readonly issues: readonly ConfigIssue[];
    };

/**
 * Reads a batch file: pure, and safe for hostile text (no text makes it throw).
 * Returns all mistakes at once; a text that is not valid YAML yields only its syntax errors.
 */
export function parseBatch({ text, source, overrides = [], defaults = {} }: BatchText): ParseResult {
  const reading = readYaml(text);
  if (reading.root === null) return { ok: false, source, issues: listed(reading.issues) };
  const overridden = applyOverrides(expanded(reading.root), overrides);
  const { root, unknownReader, notes } = filledIn(expanded(overridden.root), defaults);
  const { file, findings } = check(root);
  const explained = findings.map((finding) =>
    unknownReader !== null && pathText(finding.path) === 'reader'
      ? { ...finding, message: `No reader is named, and it cannot be found by the inputs: ${unknownReader}` }
      : finding,
  );
  const all = [...reading.issues, ...overridden.issues, ...located(root, explained)];
  if (file === null || all.length > 0) return { ok: false, source, issues: listed(all) };
  const warnings = [...notes, ...ruleWarnings(root)];
  return { ok: true, source, batch: toBatch(file), warnings: listed(located(root, warnings)) };
}

interface Checked {
  /** Null if and only if the schema refused it. */
  readonly file: BatchFile | null;
  readonly findings: readonly Finding[];
}

function check(root: Located): Checked {
  const value = plain(root);
  const rules = ruleFindings(root);
  try {
    // Not compiled: zod's fast path creates functions from text.
    const checked = batchFileSchema.safeParse(value, { jitless: true });
    if (checked.success) return { file: checked.data, findings: rules };
    return { file: null, findings: [...schemaFindings(checked.error.issues, value), ...rules] };
  } catch (error) {
    // zod passes issues as call arguments: about a hundred thousand of them exhaust the stack.
    if (!(error instanceof RangeError)) throw error;
    const flood: Finding = {
      path: [],
      expected: 'fewer mistakes',
      found: 'too many to list',
      blame: 'value',
    };
    return { file: null, findings: [flood, ...rules] };
  }
}

function located(root: Located, findings: readonly Finding[]): readonly ConfigIssue[] {
  return findings.map((finding) => {
    const { path, blame, offset } = finding;
    const origin = offset === undefined ? originOf(root, path, blame) : originWithin(root, path, offset);
    return mistakeAt(origin, finding);
  });
}

/** Sorted, without duplicates (an alias repeats the mistakes of its anchor), and limited in number. */
function listed(issues: readonly ConfigIssue[]): readonly ConfigIssue[] {
  const seen = new Set<string>();
  const once = sortMistakes(issues).filter((mistake) => {
    const place = 'source' in mistake ? mistake.source : `${mistake.line}:${mistake.column}`;
    const last = mistake.path.slice(mistake.path.lastIndexOf('.') + 1);
    const key = `${place} ${last} ${mistake.expected} ${mistake.found}`;
    return seen.size !== seen.add(key).size;
  });
  const next = once[MOST_MISTAKES];
  if (next === undefined) return once;
  const expected = 'fewer mistakes';
  const found = `more than ${MOST_MISTAKES}; the rest is not listed`;
  const message = `Expected ${expected}, found ${found}`;
  return [...once.slice(0, MOST_MISTAKES), { ...next, path: '', expected, found, message }];
}
