#!/usr/bin/env node
import { mkdirSync } from 'node:fs';
import { type Job, parseOptions, USAGE } from './options.ts';
import { writeFile } from './write-file.ts';

function main(args: readonly string[]): number {
  let job: Job | null;
  try {
    job = parseOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  if (job === null) {
    process.stdout.write(USAGE);
    return 0;
  }
  mkdirSync(job.folder, { recursive: true });
  for (const spec of job.specs) {
    const { bytes, expected } = writeFile(spec, job.expect);
    const { path, format, rows, kinds } = spec;
    const line = { path, format, bytes, rows, channels: kinds.length, ...(job.expect ? { expected } : {}) };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  return 0;
}

process.exitCode = main(process.argv.slice(2));
