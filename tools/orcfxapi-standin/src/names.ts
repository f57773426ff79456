const PARTS: readonly (readonly string[])[] = [
  ['l015', 'l050', 'l095'],
  ['hwl', 'mwl', 'lwl'],
  ['125km3', '180km3'],
  ['l100', 'l000'],
  ['pb', 'sb'],
  ['005yr', '100yr'],
];
const HEADINGS = 24;

/** The name of a load case in the style of a mooring study; different for every index. */
export function caseName(prefix: string, index: number): string {
  let rest = Math.floor(index / HEADINGS);
  const words: string[] = [];
  for (const part of PARTS) {
    words.push(part[rest % part.length] ?? '');
    rest = Math.floor(rest / part.length);
  }
  const heading = String((index % HEADINGS) * 15).padStart(3, '0');
  const repeat = rest === 0 ? '' : `_r${rest}`;
  return `${prefix}_${words.join('_')}__cl_${heading}deg${repeat}.sim`;
}
