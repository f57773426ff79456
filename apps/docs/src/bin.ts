import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { play } from './examples/play.ts';
import { standIn } from './examples/stand-in.ts';
import { tutorials } from './examples/tutorials.ts';
import { updated } from './examples/update.ts';
import { madePages } from './made-pages.ts';

/** Writes the pages that are made from the sources, and the outputs in the tutorials that have changed. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const REFERENCE = path.join(ROOT, 'docs', 'reference');

mkdirSync(REFERENCE, { recursive: true });
for (const [name, text] of madePages()) writeFileSync(path.join(REFERENCE, name), text);

const library = standIn();
for (const { name, text, orcaflex } of tutorials()) {
  if (orcaflex && library === null) {
    process.stderr.write(`${name}: left as it is, because there is no C compiler for the stand-in\n`);
    continue;
  }
  const played = await play(text, library === null ? {} : { BALLAST_ORCFXAPI: library });
  for (const { step, printed, code } of played)
    if (code !== step.exit) process.stderr.write(`${name}:${step.line}: exit code ${code}\n${printed}\n`);
  writeFileSync(path.join(ROOT, name), updated(text, played));
}
