import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { FaultError } from '@ballast/resource-model';

/** A kind of file that is known but not read. */
interface Foreign {
  /** For use after `is`. */
  readonly what: string;
  /** What to do, in lower case. */
  readonly hint: string;
  readonly matches: (head: Uint8Array, text: string) => boolean;
}

const UNPACK = 'decompress it, and name the files inside in the batch';
const LEAVE_OUT = 'leave it out of the batch: Ballast reads .outb and .out of OpenFAST and .sim of OrcaFlex';

/** Known by their first bytes; texts only by how they begin, since an OpenFAST description may name any program. */
const FOREIGN: readonly Foreign[] = [
  { what: 'compressed with gzip', hint: UNPACK, matches: startsWith(0x1f, 0x8b) },
  { what: 'a zip archive', hint: UNPACK, matches: startsWith(0x50, 0x4b, 0x03, 0x04) },
  { what: 'compressed with xz', hint: UNPACK, matches: startsWith(0xfd, 0x37, 0x7a, 0x58, 0x5a) },
  { what: 'compressed with bzip2', hint: UNPACK, matches: startsWith(0x42, 0x5a, 0x68) },
  { what: 'compressed with zstd', hint: UNPACK, matches: startsWith(0x28, 0xb5, 0x2f, 0xfd) },
  {
    what: 'a Git LFS pointer, which stands for a file that was not downloaded',
    hint: 'run `git lfs pull` in its repository, then run the batch again',
    matches: (_, text) => /^version https:\/\/(?:git-lfs|hawser)\.github\.com\//.test(text),
  },
  {
    what: 'a git-annex pointer, which stands for a file that was not downloaded',
    hint: 'run `git annex get` in its repository, then run the batch again',
    matches: (_, text) => /^\/?annex\/objects\//.test(text),
  },
  {
    what: 'a web page, which a failed download leaves behind',
    hint: 'download the file again',
    matches: (_, text) => /^\s*<(?:!doctype html|html)/i.test(text),
  },
  {
    what: 'a HAWC2 output',
    hint: LEAVE_OUT,
    matches: (_, text) => /^[\s_]*Version ID\s*:\s*HAWC2/i.test(text),
  },
  {
    what: 'a Bladed output',
    hint: LEAVE_OUT,
    matches: (_, text) =>
      /^\s*FILE\s+\S/.test(text) && /^\s*ACCESS\s/m.test(text) && /^\s*(?:NDIMENS|RECL)\s/m.test(text),
  },
  {
    what: 'an HDF5 file (HAWC2 and other programs write these)',
    hint: LEAVE_OUT,
    matches: startsWith(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a),
  },
  { what: 'a MATLAB file', hint: LEAVE_OUT, matches: (_, text) => text.startsWith('MATLAB 5.0 MAT-file') },
];

/** Names of Bladed end in a dollar sign and digits (results), or in a percent sign and digits (their description). */
const BLADED_NAME = /\.[$%]\w{2,3}$/;
const SEEN = 4096;

/** Fault `FORMAT_FOREIGN` (class `wrong-format`) for a file of a kind that is known by its first bytes. */
export function refuseForeign(path: string, head: Uint8Array): void {
  const seen = head.subarray(0, SEEN);
  const text = Buffer.from(seen).toString('latin1');
  const found = FOREIGN.find(({ matches }) => matches(seen, text));
  if (found !== undefined) throw foreignFault(path, found);
}

/** The kind of a file that only its name, or a file beside it, tells; null if they tell nothing. */
export function foreignByName(path: string): FaultError | null {
  if (BLADED_NAME.test(path)) return foreignFault(path, { what: 'a Bladed output', hint: LEAVE_OUT });
  const extension = extname(path);
  const isHawc2 =
    /^\.sel$/i.test(extension) ||
    (/^\.dat$/i.test(extension) && existsSync(`${path.slice(0, -extension.length)}.sel`));
  return isHawc2 ? foreignFault(path, { what: 'a HAWC2 output', hint: LEAVE_OUT }) : null;
}

function foreignFault(path: string, { what, hint }: Pick<Foreign, 'what' | 'hint'>): FaultError {
  return new FaultError({
    code: 'FORMAT_FOREIGN',
    message: `${path} is ${what}, not an OpenFAST output`,
    hint,
    details: { path, what },
    class: 'wrong-format',
  });
}

function startsWith(...signature: number[]): Foreign['matches'] {
  return (head) => signature.every((byte, at) => head[at] === byte);
}
