import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { nearest } from '@ballast/config';
import { FaultError } from '@ballast/resource-model';
import { BATCH_FILE } from './batch-file-name.ts';

/** By its name, or because text does not contain zero bytes, which results of simulations do. */
export function isResult(file: string, content: Uint8Array): boolean {
  if (/\.(outb?|sim)$/i.test(file)) return true;
  return content.subarray(0, 4096).includes(0) && !isUtf16(content);
}

function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

export function resultGiven(file: string): FaultError {
  return new FaultError({
    code: 'BATCH_UNREADABLE',
    message: `${file} is not a batch file but looks like the results of a simulation`,
    hint: `\`ballast stats ${quoted(file)}\` prints its statistics, \`ballast inspect ${quoted(file)}\` its channels`,
  });
}

/** What a name means that cannot be read as a batch file. */
export function notABatchFile(file: string, cause: NodeJS.ErrnoException): FaultError {
  const code = 'BATCH_UNREADABLE';
  if (isFolder(file)) {
    const message = `${file} is a folder, not a batch file`;
    return new FaultError({ code, message, hint: hintForFolder(file), cause });
  }
  if (cause.code === 'ENOENT') {
    const message = `there is no batch file ${file}`;
    return new FaultError({ code, message, hint: hintForMissing(file), cause });
  }
  return new FaultError({
    code,
    message: `the batch file ${file} cannot be read: ${cause.message}`,
    hint: 'check the path; `ballast --help` has examples',
    cause,
  });
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function hintForFolder(folder: string): string {
  const name = quoted(folder);
  if (existsSync(path.join(folder, 'journal.ndjson')))
    return `\`ballast resume ${name}\` resumes the batch in it, \`ballast explain ${name}\` shows what happened`;
  const own = path.join(folder, BATCH_FILE);
  if (existsSync(own)) return `\`ballast run ${quoted(own)}\` runs the batch file in it`;
  return `\`ballast init ${name}\` writes a batch file for it, \`ballast stats ${name}\` prints statistics without one`;
}

function hintForMissing(file: string): string {
  const near = nearest(path.basename(file), batchFilesIn(path.dirname(file)));
  if (near !== null) return `did you mean ${path.join(path.dirname(file), near)}?`;
  return path.basename(file) === BATCH_FILE
    ? `\`ballast init\` writes one for the results in a folder; or name another file`
    : 'check the path; `ballast init` writes a batch file for the results in a folder';
}

function batchFilesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => /\.ya?ml$/i.test(name));
  } catch {
    return [];
  }
}

/** As it has to be typed again. */
function quoted(name: string): string {
  return /^[\w./\\:~-]+$/.test(name) ? name : `"${name}"`;
}
