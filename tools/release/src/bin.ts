#!/usr/bin/env node
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { archive, copyTarballs } from './archive.ts';
import { bundle } from './bundle.ts';
import { addOthers, fetchNode, install, pack, SYSTEMS } from './stage.ts';

const PARTS = ['tarballs', 'bundle', 'linux', 'windows'] as const;
type Part = (typeof PARTS)[number];

const USAGE = `usage: node tools/release/dist/bin.js --out DIR [--only ${PARTS.join('|')}]...
  --out    folder for what is made; replaces files with the same names
  --only   one part, may be repeated; all of them unless given`;

/** Makes the parts from one packing, so that all of them have the same packages. */
function release(out: string, parts: readonly Part[]): readonly string[] {
  mkdirSync(out, { recursive: true });
  const work = mkdtempSync(path.join(tmpdir(), 'ballast-release-'));
  const made: string[] = [];
  try {
    const tarballs = pack(path.join(work, 'tarballs'));
    if (parts.includes('tarballs')) {
      const folder = path.join(out, 'packages');
      mkdirSync(folder, { recursive: true });
      copyTarballs(tarballs, folder);
      made.push(...tarballs.map((tarball) => path.join(folder, path.basename(tarball))));
    }
    for (const name of ['linux', 'windows'] as const) {
      if (!parts.includes(name) && !parts.includes('bundle')) continue;
      const stage = path.join(work, name);
      install(stage, tarballs, SYSTEMS[name]);
      if (!parts.includes(name)) continue;
      const node = fetchNode(path.join(work, `node-${name}`), SYSTEMS[name]);
      made.push(archive({ stage, node, system: SYSTEMS[name] }, out));
    }
    if (parts.includes('bundle')) {
      const stage = path.join(work, 'bundle');
      cpSync(path.join(work, 'linux'), stage, { recursive: true });
      addOthers(stage, path.join(work, 'windows'));
      made.push(bundle(stage, out));
    }
    return made;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: { out: { type: 'string' }, only: { type: 'string', multiple: true }, help: { type: 'boolean' } },
  });
  const only = values.only ?? [...PARTS];
  const unknown = only.find((part) => !PARTS.some((known) => known === part));
  if (values.help === true || values.out === undefined || unknown !== undefined) {
    process.stdout.write(`${USAGE}\n`);
    return values.help === true ? 0 : 2;
  }
  for (const file of release(path.resolve(values.out), only as readonly Part[]))
    process.stdout.write(`${(statSync(file).size / 1e6).toFixed(1).padStart(8)} MB  ${file}\n`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
