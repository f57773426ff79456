import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { placeOfEachTest } from '../support/place.ts';
import { tool, writeBatch } from '../support/run-ballast.ts';

const BIN = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));
const LOG_IMPORTS = new URL('log-imports.mjs', import.meta.url).href;

/** The modules in the files that a command and its workers run; the build writes the path of each module above its code. */
function importsOf(log: string, args: readonly string[]): readonly string[] {
  spawnSync(process.execPath, ['--import', LOG_IMPORTS, BIN, ...args], {
    env: { ...process.env, IMPORT_LOG: log, NODE_OPTIONS: `--import ${LOG_IMPORTS}` },
  });
  const files = existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : [];
  return [...new Set(files)].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\/\/ \S+\.m?js$/.test(line)),
  );
}

const ofFleets = (url: string): boolean => /@nats-io|packages\/fleet/.test(url);

describe('what knows fleets', () => {
  const place = placeOfEachTest();

  it('is not loaded by a batch on one machine', async () => {
    const { folder, sims, out } = place;
    await tool('openfast-files', ['--out', sims, '--files', '2', '--rows', '50']);
    const batch = writeBatch(
      folder,
      'version: 1\nbatch: b\nreader: openfast\ninputs: { directory: ./sims }\noutput: ./out\ntables:\n  - { name: t, layout: wide, columns: [{ variable: "*", statistics: [max] }] }\n',
    );
    const imported = importsOf(path.join(folder, 'run.log'), ['run', batch, '--no-history']);
    expect(existsSync(path.join(out, 'tables', 't.csv'))).toBe(true);
    expect(imported.length).toBeGreaterThan(20);
    expect(imported.filter(ofFleets)).toEqual([]);
  });

  it('is loaded by `join`', () => {
    const file = path.join(place.folder, 'fleet.yml');
    writeFileSync(file, 'server: nats://127.0.0.1:1\nroots: {}\n');
    const imported = importsOf(path.join(place.folder, 'join.log'), ['join', '--fleet', file]);
    expect(imported.filter(ofFleets).length).toBeGreaterThan(0);
  });
});
