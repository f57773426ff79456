const UTF8 = new TextDecoder('utf-8', { fatal: true });
/**
 * OpenFAST on Windows writes one byte per character (`kN·m` has byte 0xB7). Windows-1252 agrees with Latin-1 on all
 * printable characters and defines the rest.
 */
const WINDOWS = new TextDecoder('windows-1252');

/** Decodes UTF-8, and everything that is not valid UTF-8 as one byte per character. */
export function decodeText(bytes: Uint8Array): string {
  return strictly(bytes) ?? WINDOWS.decode(bytes);
}

/**
 * Decodes a field of fixed length, in which the last character may be cut: its bytes are dropped if nothing else than
 * UTF-8 explains them. Padding is removed.
 */
export function decodeField(bytes: Uint8Array): string {
  return trimmed(strictly(bytes) ?? withoutCutCharacter(bytes) ?? WINDOWS.decode(bytes));
}

function strictly(bytes: Uint8Array): string | null {
  try {
    return UTF8.decode(bytes);
  } catch {
    return null;
  }
}

/** Null if the last bytes are not the beginning of a character, or could as well be a single letter of Windows-1252. */
function withoutCutCharacter(bytes: Uint8Array): string | null {
  let lead = bytes.length - 1;
  while (lead > 0 && bytes.length - lead < 3 && isContinuation(bytes[lead] as number)) lead -= 1;
  const first = bytes[lead] ?? 0;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  const found = bytes.length - lead;
  if (first < 0xc2 || first > 0xf4 || found >= length) return null;
  const text = strictly(bytes.subarray(0, lead));
  if (text === null) return null;
  const proven = found > 1 || text.length < lead;
  return proven ? text : null;
}

function isContinuation(byte: number): boolean {
  return byte >= 0x80 && byte < 0xc0;
}

/** Writers pad with blanks, some with zero bytes. */
function trimmed(text: string): string {
  return text.replace(/^[\s\0]+|[\s\0]+$/g, '');
}
