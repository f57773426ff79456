export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A finite number that is not negative, as every stored sum, count and weight must be. */
export function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

export function areAmounts(record: JsonRecord, keys: readonly string[]): boolean {
  return keys.every((key) => isAmount(record[key]));
}

/** The record in JSON text or a parsed value if it has this version; otherwise null. */
export function versioned(json: unknown, version: number): JsonRecord | null {
  const value = typeof json === 'string' ? parsed(json) : json;
  return isRecord(value) && value.version === version ? value : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
