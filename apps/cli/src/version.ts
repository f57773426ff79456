import { readFileSync } from 'node:fs';

/** The version of this product, from its package. */
export function productVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** As journals name it. */
export function productName(): string {
  return `ballast ${productVersion()}`;
}
