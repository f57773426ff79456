/** A mixture of two colours written as `#rrggbb`; 0 is the first, 1 the second. */
export function blend(from: string, to: string, share: number): string {
  const part = Math.min(1, Math.max(0, share));
  const mixed = [1, 3, 5].map((at) => {
    const a = Number.parseInt(from.slice(at, at + 2), 16);
    const b = Number.parseInt(to.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * part)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${mixed.join('')}`;
}

/** From dark to bright, so that a print without colours says the same. */
const STOPS = [
  '#352a87',
  '#0f5cdd',
  '#1481d6',
  '#06a4ca',
  '#2eb7a4',
  '#87bf77',
  '#d1bb59',
  '#fec832',
  '#f9fb0e',
];

export function colourOfShare(share: number): string {
  const at = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
  const below = Math.min(STOPS.length - 2, Math.floor(at));
  return blend(STOPS[below] ?? '#000000', STOPS[below + 1] ?? '#ffffff', at - below);
}

/** Whether white text stands out from a colour better than black. */
export function isDark(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
