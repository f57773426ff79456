#!/usr/bin/env node
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pairsOf, type Readings, unequal, WANTED } from './closed-form.ts';
import { type Comparison, compare } from './compare.ts';
import type { Declared } from './declared.ts';
import { ownTable, withoutPacking } from './own-table.ts';
import { makeEnvironment } from './platform/virtual-environment.ts';
import { buildLibrary, generateFile } from './stand-in.ts';
import { runScript } from './wrapper.ts';

const WRAPPER = 'OrcFxAPI==11.6.3';
const SHOWN = 12;

/**
 * Exit code 1 if anything differs. `--unpack NAME` lays out one of our structs without packing, which must be detected.
 */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { unpack: { type: 'string' } } });
  const environment = makeEnvironment(WRAPPER);
  if (environment.kind === 'unreachable') {
    print(`skipped: ${environment.reason}`);
    return 0;
  }
  try {
    const table = await ownTable();
    const ours = values.unpack === undefined ? table : withoutPacking(table, values.unpack);
    const compared = compare(ours, runScript<Declared>(environment.python, 'declared.py'));
    printComparison(compared);
    const wrong = readAll(environment.python);
    printList('numbers read differ from their closed form', wrong);
    return compared.wrong.length === 0 && wrong.length === 0 && sound(compared) ? 0 : 1;
  } finally {
    environment.dispose();
  }
}

/** A comparison that compared nothing proves nothing. */
function sound({ alike }: Comparison): boolean {
  const empty = ['functions', 'structs', 'callbacks', 'statuses'].filter((what) => (alike[what] ?? 0) === 0);
  if (empty.length > 0) print(`nothing matched among: ${empty.join(', ')}`);
  return empty.length === 0;
}

function readAll(python: string): string[] {
  const library = buildLibrary();
  if (library === null) {
    print('skipped: no C compiler to build the stand-in with, so nothing is read through the wrapper');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'orcfxapi-conformance-files-'));
  try {
    const file = generateFile(folder);
    const wanted = JSON.stringify(WANTED);
    const readings = runScript<Readings>(python, 'read_file.py', library, file.path, wanted);
    const pairs = pairsOf(file, readings);
    const wrong = unequal(pairs);
    print(
      `the wrapper read ${pairs.length} numbers through the stand-in ${readings.version}; ${pairs.length - wrong.length} equal their closed form`,
    );
    return wrong;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function printComparison(comparison: Comparison): void {
  const { alike, wrong, grown, passedOver, lacking, unvouched } = comparison;
  const counts = Object.entries(alike).map(([what, count]) => `${count} ${what}`);
  print(`${WRAPPER} and our table agree on ${counts.join(', ')}`);
  printList('differ', wrong);
  printList('structs are longer in the wrapper; our shorter ones are its older versions', grown);
  printList('not compared', passedOver);
  printList('names of our own table are not declared by the wrapper', unvouched);
  for (const [what, names] of Object.entries(lacking)) {
    printList(`${what} that the wrapper declares are not in our table`, names);
  }
}

/** Names share a line; sentences have one each. */
function printList(what: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  print(`${lines.length} ${what}:`);
  if (lines.every((line) => !line.includes(' '))) return print(`  ${lines.join(' ')}`);
  for (const line of lines.slice(0, SHOWN)) print(`  ${line}`);
  if (lines.length > SHOWN) print(`  and ${lines.length - SHOWN} more`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main(process.argv.slice(2));
