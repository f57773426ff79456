/** More digits than any double of a size that is printed has beyond the last one printed. */
const FURTHER = 60;

/**
 * A number with a fixed count of decimals: the double's own value rounded, half-way to even. `toFixed` rounds half-way away
 * from zero, which makes 0.03125 the text 0.0313 instead of 0.0312. `nan`, `inf` and `-inf` as other tools print them.
 * `decimals`: 0 to 20.
 */
export function fixedText(value: number, decimals: number): string {
  if (Number.isNaN(value)) return 'nan';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const size = Math.abs(value);
  if (size === Infinity) return `${sign}inf`;
  if (size >= 1e21) return `${sign}${BigInt(size)}${decimals === 0 ? '' : `.${'0'.repeat(decimals)}`}`;
  const rounded = size.toFixed(decimals);
  const exact = size.toFixed(decimals + FURTHER);
  const isHalfWay = /^50*$/.test(exact.slice(exact.indexOf('.') + 1 + decimals));
  if (!isHalfWay) return sign + rounded;
  const below = exact.slice(0, exact.indexOf('.') + (decimals === 0 ? 0 : 1 + decimals));
  return sign + (Number(below.at(-1)) % 2 === 0 ? below : rounded);
}
