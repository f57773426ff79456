/** Spellings that mean the same, compared without brackets, blanks and case; every other unit equals only itself. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  '-': ['-', '–', '—', '1', 'none', 'unitless', 'n/a'],
  '%': ['%', 'percent'],
  deg: ['deg', 'deg.', 'degree', 'degrees', '°'],
  rad: ['rad', 'radian', 'radians'],
  s: ['s', 'sec', 'sec.', 'second', 'seconds'],
  rpm: ['rpm', 'rev/min', 'r/min'],
  m: ['m', 'meter', 'meters', 'metre', 'metres'],
  N: ['newton', 'newtons'],
  W: ['watt', 'watts'],
  kW: ['kw', 'kilowatt', 'kilowatts'],
  kN: ['kn', 'kilonewton', 'kilonewtons'],
  degC: ['degc', 'deg·c', '°c', '℃'],
};

const BY_SPELLING: ReadonlyMap<string, string> = new Map(
  Object.entries(SPELLINGS).flatMap(([unit, spellings]) => spellings.map((spelling) => [spelling, unit])),
);

/** `*`, `.`, blank and hyphen between two units, and the dots that stand for a product. */
const PRODUCT = /(?<=[\p{L}\d°²³⁴])(?:\s*[-*.·⋅∙•×]\s*|\s+)(?=[\p{L}°])/gu;
const POWERS: Readonly<Record<string, string>> = { '²': '^2', '³': '^3', '⁴': '^4' };

/**
 * A text that is equal for units that differ only in spelling: brackets, `kN-m` and `kN·m` and `kNm`, `m/s^2` and `m/s²` and
 * `m/sec^2`, `deg` and `°`. Empty for a unit that is not known. Case counts where it has a meaning: `mm` is not `Mm`.
 */
export function unitKey(unit: string): string {
  const known = KEYS.get(unit);
  if (known !== undefined) return known;
  const key = keyOf(unit);
  if (KEYS.size < MOST_KEYS) KEYS.set(unit, key);
  return key;
}

/** Files have few units, and ask for each of them again and again. */
const KEYS = new Map<string, string>();
const MOST_KEYS = 1000;

function keyOf(unit: string): string {
  const bare = withoutBrackets(unit.normalize('NFC').trim());
  if (bare === '') return '';
  const whole = BY_SPELLING.get(bare.toLowerCase());
  if (whole !== undefined && !isKnot(bare)) return whole;
  const plain = bare
    .replace(/[²³⁴]/gu, (power) => POWERS[power] ?? power)
    .replaceAll('**', '^')
    .replace(/\bper\b/giu, '/')
    .replace(PRODUCT, '·')
    .replace(/\s+/gu, '')
    // A number behind a unit is a power: m/s2.
    .replace(/(?<=\p{L})(?=\d)/gu, '^')
    // Newton times something without a separator: kNm, Nms, MNm.
    .replace(/(^|[·/])([kKMG]?N)(?=[ms])/gu, '$1$2·');
  return plain
    .split(/([·/])/u)
    .map(factor)
    .join('')
    .replace(/\/(s)\/s$/u, '/s^2');
}

function withoutBrackets(unit: string): string {
  const match = /^(?:\((.*)\)|\[(.*)\]|\{(.*)\})$/su.exec(unit);
  return match === null ? unit : (match[1] ?? match[2] ?? match[3] ?? '').trim();
}

/** One unit of a product or quotient, with its power. */
function factor(text: string): string {
  const [unit = '', ...power] = text.split('^');
  const known = isKnot(unit) ? undefined : BY_SPELLING.get(unit.toLowerCase());
  const kilo = unit.replace(/^K(?=[NWVAPgmJ])/u, 'k');
  return [known ?? kilo, ...power].join('^');
}

/** `kn` may be a speed; so may other units whose case has a meaning. */
function isKnot(unit: string): boolean {
  return unit === 'kn' || unit === 'M' || unit === 'S';
}
