import { forTerminal } from '@ballast/text';

type Attributes = Readonly<Record<string, string | number>>;

/** Text for an XML document: names of files may contain anything. */
function escaped(text: string): string {
  return forTerminal(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** One element; `children` are elements. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeText(value)}"`);
  const open = `<${name}${written.join('')}`;
  return children.length === 0 ? `${open}/>` : `${open}>${children.join('')}</${name}>`;
}

/** An element with nothing but text. */
export function textElement(content: string, attributes: Attributes): string {
  return element('text', attributes, escaped(content));
}

/** Two decimals are less than any screen shows. */
function attributeText(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : escaped(value);
}

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly caption: string;
}

/** A whole picture, as a file of its own or as a part of a page. */
export function picture({ width, height, title, caption }: Sheet, ...children: readonly string[]): string {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'font-family': 'system-ui, sans-serif',
      'font-size': 12,
    },
    element('title', {}, escaped(title)),
    element('desc', {}, escaped(caption)),
    element('rect', { width, height, fill: '#ffffff' }),
    textElement(title, { x: width / 2, y: 22, 'text-anchor': 'middle', 'font-size': 15, fill: INK }),
    ...children,
  );
}

export const INK = '#22262b';
export const GRID = '#d5d9de';

/** Colours that people who see red and green alike can tell apart (Okabe and Ito). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#7a5c00', '#5b5b5b'];

export function colourOf(index: number): string {
  return COLOURS[index % COLOURS.length] ?? INK;
}
