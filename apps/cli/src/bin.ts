#!/usr/bin/env node
import { createRequire } from 'node:module';
import type { LoadedProgram } from '@ballast/profiler/code-cache';

// What the build makes of `main.ts` and all that it imports.
const program = createRequire(import.meta.url)('./program/main.cjs') as {
  readonly load: (use: string) => LoadedProgram;
};
const [command = ''] = process.argv.slice(2);
const loaded = program.load(/^[a-z]+$/.test(command) ? command : 'other');
const { EXIT, main } = loaded.exports as typeof import('./main.ts');

process.exitCode = await main(process.argv.slice(2));
// A misspelt command has nothing to keep.
if (process.exitCode !== EXIT.usage) loaded.keep();
