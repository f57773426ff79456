import { createHash } from 'node:crypto';

/** What V8 compiled of one file of a program. */
export interface CompiledFile {
  readonly name: string;
  /** Of the file that was compiled: bytes, and milliseconds since 1970. */
  readonly size: number;
  readonly modified: number;
  readonly data: Uint8Array;
}

/** What a process has compiled, and how many bytes of code that is for V8. */
export interface Compiled {
  readonly codeBytes: number;
  readonly files: readonly CompiledFile[];
}

export const NOTHING: Compiled = { codeBytes: 0, files: [] };

interface Listed extends Omit<CompiledFile, 'data'> {
  readonly bytes: number;
}

const MAGIC = 'ballast code 1\n';
const DIGEST_BYTES = 32;
const LENGTH_BYTES = 4;
const HEADER_AT = MAGIC.length + DIGEST_BYTES + LENGTH_BYTES;

/** MAGIC, the SHA-256 of all that follows it, the length of a list, the list as JSON, the data of its files. */
export function encodeCompiled({ codeBytes, files }: Compiled): Buffer {
  const listed = files.map(({ data, ...file }): Listed => ({ ...file, bytes: data.length }));
  const header = Buffer.from(JSON.stringify({ codeBytes, files: listed }));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(header.length);
  const rest = Buffer.concat([length, header, ...files.map(({ data }) => data)]);
  return Buffer.concat([Buffer.from(MAGIC), digestOf(rest), rest]);
}

/** Nothing unless every byte is as it was written. */
export function decodeCompiled(bytes: Buffer): Compiled {
  if (bytes.length < HEADER_AT || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC) return NOTHING;
  const restAt = MAGIC.length + DIGEST_BYTES;
  if (!digestOf(bytes.subarray(restAt)).equals(bytes.subarray(MAGIC.length, restAt))) return NOTHING;
  const dataAt = HEADER_AT + bytes.readUInt32LE(restAt);
  const header = JSON.parse(bytes.toString('utf8', HEADER_AT, dataAt)) as {
    readonly codeBytes: number;
    readonly files: readonly Listed[];
  };
  let at = dataAt;
  const files = header.files.map(({ bytes: length, ...file }) => {
    const data = bytes.subarray(at, at + length);
    at += length;
    return { ...file, data };
  });
  return { codeBytes: header.codeBytes, files };
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
