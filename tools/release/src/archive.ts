import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Zippable, zipSync } from 'fflate';
import { ROOT, version } from './checkout.ts';
import type { System } from './stage.ts';

/** The earliest that the format knows: an archive says nothing about when it was made. */
const TIME = new Date(1980, 0, 1, 12);
/** The attributes are those of Linux, for which the upper half is the mode. */
const LINUX = 3;
const MODE = { program: 0o100_755, file: 0o100_644 };

const SH = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/node" "$here/app/node_modules/@ballast/cli/dist/bin.js" "$@"
`;
const CMD = '@"%~dp0node.exe" "%~dp0app\\node_modules\\@ballast\\cli\\dist\\bin.js" %*\r\n';

export interface Contents {
  /** Folder of the installed packages. */
  readonly stage: string;
  /** Path of the program of Node. */
  readonly node: string;
  readonly system: System;
}

/** An archive that needs nothing but itself: Node, the packages and a file that starts the command. Returns its path. */
export function archive({ stage, node, system }: Contents, out: string): string {
  const isWindows = system.os === 'win32';
  const name = `ballast-${isWindows ? 'windows' : 'linux'}-x64`;
  const files: Zippable = {};
  const add = (file: string, data: Uint8Array, mode: number): void => {
    files[`${name}/${file}`] = [data, { mtime: TIME, os: LINUX, attrs: (mode << 16) >>> 0 }];
  };
  const start = isWindows ? 'ballast.cmd' : 'ballast';
  add(start, Buffer.from(isWindows ? CMD : SH), MODE.program);
  add(isWindows ? 'node.exe' : 'node', readFileSync(node), MODE.program);
  add('LICENSE', readFileSync(path.join(ROOT, 'LICENSE')), MODE.file);
  add('README.txt', Buffer.from(readme(start).replaceAll('\n', isWindows ? '\r\n' : '\n')), MODE.file);
  for (const file of filesBelow(path.join(stage, 'node_modules')))
    add(`app/node_modules/${file}`, readFileSync(path.join(stage, 'node_modules', file)), MODE.file);
  const place = path.join(out, `${name}-${version()}.zip`);
  writeFileSync(place, zipSync(files, { level: 6 }));
  return place;
}

function readme(start: string): string {
  return `Ballast ${version()}

Start ${start} in a terminal: "${start} --help" lists the commands.
Nothing is installed: remove this folder to remove Ballast. To start it everywhere, add this folder to PATH.

The program of Node in this folder is that of nodejs.org. Licence: LICENSE; those of the packages are beside them.
`;
}

/** Relative, with forward slashes, sorted. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

/** Copies the tarballs for those that have a registry of their own. */
export function copyTarballs(tarballs: readonly string[], folder: string): void {
  for (const tarball of tarballs) copyFileSync(tarball, path.join(folder, path.basename(tarball)));
}
