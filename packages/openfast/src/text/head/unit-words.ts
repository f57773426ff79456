const PREFIX = '(?:[kMGcdmuµn])?';
const BASE =
  '(?:s|sec|secs|second|seconds|min|h|hr|m|meter|meters|metre|metres|ft|in|N|lbf?|kip|Pa|psi|bar|W|watts?|hp|J|VA|VAr|VAR|V|A|amps?|Hz|rad|radians?|deg|degs|degrees?|rpm|rps|rev|g|t|kg|slugs?|K|C|F|none|INVALID|[\\d.]+)';
const PART = new RegExp(`^${PREFIX}${BASE}$`);
const BRACKETED = /^[([{<][^()[\]{}]*(?:\([^()]*\)[^()[\]{}]*)*[)\]}>]$/;
const PLAIN = /^(?:[-%#°]|n\/a|INVALID|[-—]+)$/i;
/** A line counts as units if this share of its words are units. */
const MOST = 0.6;

/** `(kN-m)`, `[N]`, `m/s`, `deg/sec^2`, `-`. */
function isUnit(word: string): boolean {
  if (BRACKETED.test(word) || PLAIN.test(word)) return true;
  // Squares and products: the powers follow the unit they belong to.
  const parts = word.replaceAll(/[\^]?[-]?\d+|[²³°]/g, '').split(/[-*/·.\xb7]+/);
  return parts.some((part) => part !== '') && parts.every((part) => part === '' || PART.test(part));
}

/** True if most words are units, the first of them included. Empty cells do not count. */
export function isUnitsLine(words: readonly string[]): boolean {
  const filled = words.filter((word) => word !== '');
  if (filled.length === 0) return false;
  const units = filled.filter(isUnit).length;
  return units >= MOST * filled.length && isUnit(filled[0] as string);
}

/** A length: the first column of such a table is a place, not a time. */
export function isLength(unit: string): boolean {
  return /^(?:[kcm]?m|ft|in|meters?|metres?)$/.test(unit.replaceAll(/[()[\]\s]/g, ''));
}

/** `Time`, `t`, `Time_[s]`, `LocalVar%Time`. */
export function isTimeName(name: string | undefined): boolean {
  if (name === undefined) return false;
  const text = name.toLowerCase().replaceAll('"', '').trim();
  return /^t(?:$|[\s_]*[([])/.test(text) || /(?:^|[^a-z]|sim|simulation)time(?:$|[^a-z])/.test(text);
}

const SENTENCE_WORDS = new Set(
  'the of for with from and or was were is are be by this that these to at on in into using generated'.split(
    ' ',
  ),
);

/** True if one of the words only stands in sentences; no program names a channel so. */
export function isSentence(words: readonly string[]): boolean {
  return words.some((word) => SENTENCE_WORDS.has(word) || /[A-Za-z]{2,}[.,:;!?]$/.test(word));
}
