#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { build, structs } from './build.ts';
import { generate } from './generate.ts';
import { GENERATE_USAGE, generateOptions, parsed } from './generate-options.ts';
import { UsageError } from './usage-error.ts';

const USAGE = `usage:
  orcfxapi-standin build [--out FILE] [--cc CC] [--force] [--emulate 10]
${GENERATE_USAGE}
  orcfxapi-standin structs [--cc CC]`;

function main(args: readonly string[]): void {
  const [command, ...rest] = args;
  switch (command) {
    case 'build':
      return runBuild(rest);
    case 'generate':
      for (const file of generate(generateOptions(rest))) print(JSON.stringify(file));
      return;
    case 'structs':
      return runStructs(rest);
    case '--help':
      return print(USAGE);
    default:
      throw new UsageError(USAGE);
  }
}

function runBuild(args: string[]): void {
  const { values } = parsed(() =>
    parseArgs({
      args,
      options: {
        out: { type: 'string' },
        cc: { type: 'string' },
        force: { type: 'boolean' },
        emulate: { type: 'string' },
      },
    }),
  );
  const { out, cc, force = false, emulate } = values;
  if (emulate !== undefined && emulate !== '10')
    throw new UsageError(`--emulate must be 10, not '${emulate}'`);
  print(JSON.stringify(build({ out, cc, force, emulate })));
}

function runStructs(args: string[]): void {
  const { values } = parsed(() => parseArgs({ args, options: { cc: { type: 'string' } } }));
  print(JSON.stringify(structs(values.cc)));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error.exitCode;
}
