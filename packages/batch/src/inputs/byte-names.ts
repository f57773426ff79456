import { isUtf8 } from 'node:buffer';
import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';

/** A path as text, or as bytes if it is not UTF-8: Linux allows any bytes in names. */
export type SystemPath = string | Buffer;

/** One name in a folder. */
export interface Entry {
  /** What is not UTF-8 is escaped, so that the name can be shown and is still unlike others. */
  readonly name: string;
  /** The name itself, if it is not UTF-8. */
  readonly bytes: Buffer | null;
  readonly kind: Pick<Dirent, 'isDirectory' | 'isSymbolicLink'>;
}

/** The names in a folder. Throws the system's error. */
export function entriesOf(folder: SystemPath): Entry[] {
  const entries = readdirSync(folder, { withFileTypes: true, encoding: 'utf8' });
  const named = entries.map((kind): Entry => ({ name: kind.name, bytes: null, kind }));
  // Stands for bytes that are not UTF-8, but may also be part of a name.
  if (!entries.some(({ name }) => name.includes('\uFFFD'))) return named;
  const taken = new Set(entries.map(({ name }) => name));
  return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }).map((kind): Entry => {
    const bytes = Buffer.from(kind.name);
    if (isUtf8(bytes)) return { name: bytes.toString('utf8'), bytes: null, kind };
    let name = escaped(bytes);
    while (taken.has(name)) name = `${name}\\`;
    taken.add(name);
    return { name, bytes, kind };
  });
}

export function joined(folder: SystemPath, { name, bytes }: Pick<Entry, 'name' | 'bytes'>): SystemPath {
  if (typeof folder === 'string' && bytes === null) {
    // Joining parts takes longer and makes texts of many pieces: there is one for each file.
    return path.sep === '/' && !folder.endsWith('/') ? `${folder}/${name}` : path.join(folder, name);
  }
  return Buffer.concat([Buffer.from(folder), Buffer.from('/'), bytes ?? Buffer.from(name)]);
}

/** Whole UTF-8 characters, or any one byte. */
const PIECES =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\s\S]/g;

/** `caf\xe9.out`: bytes that are not UTF-8 as `\x` and two hexadecimal digits, and backslashes too. */
function escaped(bytes: Buffer): string {
  return bytes.toString('latin1').replace(PIECES, (piece) => {
    if (piece.length > 1) return Buffer.from(piece, 'latin1').toString('utf8');
    const code = piece.charCodeAt(0);
    return code >= 0x80 || piece === '\\' ? `\\x${code.toString(16).padStart(2, '0')}` : piece;
  });
}
