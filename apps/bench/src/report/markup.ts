/** Text that is already markup; all other text is escaped. */
export interface Markup {
  readonly markup: string;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

export type Child = Markup | string;
export type Attributes = Readonly<Record<string, string | number>>;

/** One element of HTML or SVG; the program chooses its name and the names of attributes. */
export function tag(name: string, attributes: Attributes, ...children: readonly Child[]): Markup {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join('');
  const { markup } = joined(children);
  return { markup: `<${name}${written}>${markup}</${name}>` };
}

export function joined(children: readonly Child[]): Markup {
  return {
    markup: children.map((child) => (typeof child === 'string' ? escaped(child) : child.markup)).join(''),
  };
}
