#!/usr/bin/env node
import { mkdirSync } from 'node:fs';
import { parseOptions, USAGE, type WriteOrder } from './options.ts';
import { writeFile } from './write-file.ts';

function main(args: readonly string[]): number {
  let order: WriteOrder | null;
  try {
    order = parseOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  if (order === null) {
    process.stdout.write(USAGE);
    return 0;
  }
  mkdirSync(order.folder, { recursive: true });
  for (const spec of order.specs) {
    const { bytes, expected } = writeFile(spec, order.expect);
    const { path, format, rows, kinds } = spec;
    const line = { path, format, bytes, rows, channels: kinds.length, ...(order.expect ? { expected } : {}) };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  return 0;
}

process.exitCode = main(process.argv.slice(2));
