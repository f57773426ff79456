#!/usr/bin/env node
// The bundle of what the compiler puts beside this file.
const { main } = (await import(
  new URL('bundle/main.js', import.meta.url).href
)) as typeof import('./main.ts');

process.exitCode = await main(process.argv.slice(2));
