import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('colours.css', import.meta.url), 'utf8');

/** The colours of a block of rules, by name. */
function coloursIn(selector: string): ReadonlyMap<string, string> {
  const at = css.indexOf(selector);
  const block = css.slice(at, css.indexOf('}', at));
  return new Map(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6})/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

const THEMES = {
  light: coloursIn(':root {'),
  dark: coloursIn(':root[data-theme="dark"]'),
  'dark by the system': coloursIn(':root:not([data-theme="light"])'),
} as const;

type Linear = readonly [number, number, number];

function linear(hex: string): Linear {
  const part = (from: number): number => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const [red, green, blue] = linear(hex);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear values. */
const DEFICIENCIES: Readonly<Record<string, readonly number[]>> = {
  none: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

function oklab([red, green, blue]: Linear): Linear {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Distance in OKLab, times 100. */
function distance(a: string, b: string, deficiency: string): number {
  const seen = (hex: string): Linear => {
    const [red, green, blue] = linear(hex);
    const m = DEFICIENCIES[deficiency] ?? [];
    const row = (at: number): number =>
      Math.min(1, Math.max(0, (m[at] ?? 0) * red + (m[at + 1] ?? 0) * green + (m[at + 2] ?? 0) * blue));
    return oklab([row(0), row(3), row(6)]);
  };
  const [one, other] = [seen(a), seen(b)];
  return 100 * Math.hypot(...one.map((value, i) => value - (other[i] ?? 0)));
}

const RESOURCES = ['storage', 'cores', 'memory', 'seats', 'waiting'] as const;

describe.each(Object.keys(THEMES) as (keyof typeof THEMES)[])('the colours of the %s page', (theme) => {
  const of = (name: string): string => THEMES[theme].get(name) ?? '#000000';

  it('have text that can be read on the page and on cards', () => {
    for (const text of ['ink', 'soft', 'faint', 'link', 'bad', 'warn'])
      for (const ground of ['card', 'page'])
        expect(contrast(of(text), of(ground)), text).toBeGreaterThanOrEqual(4.5);
  });

  it('have marks that can be seen, and words on bands that can be read', () => {
    for (const mark of RESOURCES) expect(contrast(of(mark), of('card')), mark).toBeGreaterThanOrEqual(3);
    for (const resource of ['storage', 'cores', 'memory', 'seats'])
      expect(contrast(of(`on-${resource}`), of(resource)), resource).toBeGreaterThanOrEqual(4.5);
  });

  it.each(Object.keys(DEFICIENCIES))('tell resources apart, colour vision deficiency: %s', (deficiency) => {
    for (const [i, a] of RESOURCES.entries())
      for (const b of RESOURCES.slice(i + 1))
        expect(distance(of(a), of(b), deficiency), `${a} and ${b}`).toBeGreaterThanOrEqual(9);
  });
});
