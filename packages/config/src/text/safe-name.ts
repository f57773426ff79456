import { hasHostile } from '@ballast/text';

export const LONGEST_NAME = 100;
/** File systems limit bytes (usually 255); this leaves room for extensions and attempt numbers. */
const MOST_BYTES = 200;

const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;

// No \p classes: not every editor supports them.
const INVISIBLE = '\\u00ad\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff';
const NEVER = `<>:"/\\\\|?*\\u0000-\\u001f\\u007f${INVISIBLE}`;
/** The part of `nameProblem` that editors can check. */
export const NAME_PATTERN: string = `^[^${NEVER}]*[^${NEVER}. ]$`;

/**
 * The requirement that `name` violates, in words, if it cannot be part of a file name on Linux and on Windows; null for a
 * safe name.
 */
export function nameProblem(name: string, longest: number = LONGEST_NAME): string | null {
  if (name === '') return 'a name of at least one character';
  if (name.length > longest) return `a name of at most ${longest} characters`;
  if (Buffer.byteLength(name) > MOST_BYTES) return `a name of at most ${MOST_BYTES} bytes in UTF-8`;
  if (/[\p{Cc}\p{Cs}]/u.test(name)) return 'a name without control characters';
  if (hasHostile(name)) return 'a name without invisible characters';
  if (/[<>:"/\\|?*]/.test(name)) return 'a name without any of < > : " / \\ | ? *';
  if (/^ |[. ]$/.test(name)) return 'a name that neither starts with a space nor ends with a dot or a space';
  if (RESERVED.test(name)) return 'a name that Windows does not reserve for a device';
  return null;
}

/** Equal for names that some file system regards as the same. */
export function nameKey(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
