import { readFileSync } from 'node:fs';

/** The version of Ballast: that of this package. */
export function productVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The product and version that journals name. */
export function productName(): string {
  return `ballast ${productVersion()}`;
}
