import { existsSync, readdirSync } from 'node:fs';

/** The file that names the board of the batch in this work folder; null if there is none yet. Not the temporary file that becomes it. */
export function markIn(work: string): string | null {
  if (!existsSync(work)) return null;
  return readdirSync(work).find((name) => /^fleet-b[0-9a-f]{12}$/.test(name)) ?? null;
}
