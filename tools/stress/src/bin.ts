#!/usr/bin/env node
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeBatches } from './batches.ts';
import { type Options, parseOptions, USAGE } from './options.ts';
import { CAN_LOOK } from './processes.ts';
import { randomNumbers } from './random.ts';
import { comparedTables, stress } from './stress.ts';

async function main(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = parseOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const folder = options.out ?? mkdtempSync(path.join(tmpdir(), 'ballast-stress-'));
  mkdirSync(folder, { recursive: true });
  print(`seed ${options.seed}, in ${folder}`);
  if (!CAN_LOOK) print('this system does not show command lines: processes are not checked');
  const dataHome = path.join(folder, 'data');
  const batches = await makeBatches(folder, dataHome);
  const random = randomNumbers(options.seed);
  const { kills, ends, outlived, mistakes } = await stress(batches, {
    kills: options.kills,
    random,
    dataHome,
  });
  if (mistakes.length === 0) {
    print(
      `ok: ${kills} kills, ${ends} complete batches, ${comparedTables(batches)} tables compared each time`,
    );
    if (CAN_LOOK) print(`no process outlived its coordinator by more than ${Math.ceil(outlived)} ms`);
    if (!options.keep) rmSync(folder, { recursive: true, force: true });
    return 0;
  }
  for (const mistake of mistakes) print(mistake);
  print(`after ${kills} kills with seed ${options.seed}; all files are kept in ${folder}`);
  return 1;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main(process.argv.slice(2));
