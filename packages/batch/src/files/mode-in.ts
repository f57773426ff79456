import { statSync } from 'node:fs';

/** Permissions of a new file: those who may not read or write its folder may not read or write it. */
export function modeIn(folder: string): number {
  const owner = 0o600;
  return (statSync(folder).mode & 0o066) | owner;
}
