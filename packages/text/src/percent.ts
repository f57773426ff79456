/** `12.3 %`; `share` is 0.123, `digits` counts those after the decimal point. */
export function percent(share: number, digits: number = 0): string {
  return `${(100 * share).toFixed(digits)} %`;
}
