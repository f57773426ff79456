import { printable } from '@ballast/text';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { type ConfigIssue, mistakeAt, type Origin } from '../mistake.ts';
import { inWords } from '../text/in-words.ts';
import type { Step } from '../text/path.ts';
import { MOST_VALUES } from './limits.ts';
import type { Entry, Located } from './located.ts';
import { type Places, scan } from './scan.ts';

/**
 * The result of reading a text. With a `root` the values can be checked further, and `issues` has only mistakes in the
 * notation (a duplicate key); without one the text is unusable.
 */
export interface Reading {
  readonly root: Located | null;
  readonly issues: readonly ConfigIssue[];
  /** Duplicate keys, if they are allowed and the last one counts. */
  readonly repeats: readonly ConfigIssue[];
  /** True if the outermost value is an indented mapping or list. */
  readonly block: boolean;
}

interface ReadOptions {
  /** Origin of a text that is not a file: its mistakes have this origin in place of a line. */
  readonly override?: Origin;
  /** A duplicate key is a mistake (the default), or its last value counts, as in YAML 1.1 libraries. */
  readonly repeats?: 'refused' | 'last-counts';
}

/** Reads YAML text that may be hostile; never throws. */
export function readYaml(text: string, { override, repeats = 'refused' }: ReadOptions = {}): Reading {
  const scanned = scan(text, override);
  if (!scanned.ok) return { root: null, issues: scanned.issues, repeats: [], block: false };
  const { document, places } = scanned;
  const locator = new Locator(places, repeats === 'last-counts');
  const { contents } = document;
  const root =
    contents === null
      ? ({ kind: 'scalar', origin: places(document.range[0]), value: null } as const)
      : locator.locate(contents, []);
  const block = (isMap(contents) || isSeq(contents)) && contents.flow !== true;
  const usable = locator.unusable ? null : root;
  return { root: usable, issues: locator.issues, repeats: locator.repeats, block };
}

class Locator {
  readonly issues: ConfigIssue[] = [];
  readonly repeats: ConfigIssue[] = [];
  /** Set if a value is unknown: checking the rest would only cause false alarms. */
  unusable = false;
  /** Values so far; an alias counts with everything in it. */
  private values = 0;
  private readonly places: Places;
  private readonly lastCounts: boolean;
  private readonly anchors = new Map<string, { readonly value: Located; readonly values: number }>();

  constructor(places: Places, lastCounts: boolean) {
    this.places = places;
    this.lastCounts = lastCounts;
  }

  locate(node: ParsedNode, path: readonly Step[]): Located {
    const before = this.values;
    this.count(1, node, path);
    const value = this.convert(node, path);
    // An anchor exists once its value has ended: an alias inside its own anchor has no target.
    if (!isAlias(node) && node.anchor !== undefined) {
      this.anchors.set(node.anchor, { value, values: this.values - before });
    }
    return value;
  }

  private convert(node: ParsedNode, path: readonly Step[]): Located {
    const origin = this.places(node.range[0]);
    if (isMap(node)) return this.mapping(node as YAMLMap<ParsedNode, ParsedNode | null>, origin, path);
    if (isSeq(node)) {
      const items = (node as YAMLSeq<ParsedNode>).items;
      return { kind: 'list', origin, items: items.map((item, i) => this.locate(item, [...path, i])) };
    }
    if (isAlias(node)) return this.alias(node.source, node, path);
    const value = scalarValue(node.value);
    const textFrom = typeof value === 'string' ? this.textFrom(node.range, value) : null;
    return { kind: 'scalar', origin, value, ...(textFrom === null ? {} : { textFrom }) };
  }

  /** The length shows whether there are escapes or folded lines: each makes the text in the file longer. */
  private textFrom([from, to]: readonly [number, number, number], value: string): number | null {
    const start = this.places(from);
    const end = this.places(to);
    if (start.kind !== 'file' || end.kind !== 'file' || start.line !== end.line) return null;
    const around = to - from - value.length;
    return around === 0 || around === 2 ? around / 2 : null;
  }

  private alias(name: string, node: ParsedNode, path: readonly Step[]): Located {
    const origin = this.places(node.range[0]);
    const anchor = this.anchors.get(name);
    if (anchor === undefined) {
      this.unusable = true;
      const found = `the alias \`*${printable(name)}\``;
      const expected = 'an alias of an anchor that ends before it';
      const hint = 'put text that starts with * in quotes';
      this.issues.push(mistakeAt(origin, { path, expected, found, hint }));
      return { kind: 'scalar', origin, value: null };
    }
    this.count(anchor.values, node, path);
    return anchor.value;
  }

  private mapping(
    node: YAMLMap<ParsedNode, ParsedNode | null>,
    origin: Origin,
    path: readonly Step[],
  ): Located {
    const entries = new Map<string, Entry>();
    for (const pair of node.items) {
      const key = keyText(pair);
      const keyOrigin = this.places(pair.key.range[0]);
      const earlier = entries.get(key);
      if (earlier !== undefined) {
        const repeat = { key, path, keyOrigin, first: earlier.keyOrigin };
        if (this.lastCounts) this.repeats.push(repeatedKey(repeat, '; this one counts'));
        else {
          this.issues.push(repeatedKey(repeat));
          continue;
        }
      }
      const value: Located =
        pair.value === null
          ? { kind: 'scalar', origin: keyOrigin, value: null }
          : this.locate(pair.value, [...path, key]);
      entries.set(key, { keyOrigin, value });
    }
    return { kind: 'mapping', origin, entries };
  }

  private count(values: number, node: ParsedNode, path: readonly Step[]): void {
    const within = this.values <= MOST_VALUES;
    this.values += values;
    if (!within || this.values <= MOST_VALUES) return;
    this.unusable = true;
    const expected = `at most ${MOST_VALUES} values with all aliases expanded`;
    this.issues.push(mistakeAt(this.places(node.range[0]), { path, expected, found: 'more' }));
  }
}

function keyText(pair: Pair<ParsedNode, ParsedNode | null>): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

function scalarValue(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

interface Repeat {
  readonly key: string;
  readonly path: readonly Step[];
  readonly keyOrigin: Origin;
  readonly first: Origin;
}

function repeatedKey({ key, path, keyOrigin, first }: Repeat, note = ''): ConfigIssue {
  const again = keyOrigin.kind === 'file' ? ` again on line ${keyOrigin.line}` : ' again';
  const before = first.kind === 'file' ? ` after line ${first.line}` : '';
  return mistakeAt(keyOrigin, {
    path,
    expected: 'each key once',
    found: `${inWords(key).replace('the text', 'the key')}${again}${before}${note}`,
  });
}
