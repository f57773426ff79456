import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GATES, runGates } from './run-gates.ts';

const USAGE: string = `usage: node tools/gates/dist/bin.js [--root DIR] [gate ...]
gates: ${GATES.map(({ name }) => name).join(', ')} (default: all)
exit codes: 0 all gates hold, 1 a gate found a violation or inspected nothing, 2 usage`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const selection = selected(args);
  if (typeof selection === 'string') {
    process.stderr.write(`${selection}\n${USAGE}\n`);
    return 2;
  }
  const gates = GATES.filter(({ name }) => selection.names.length === 0 || selection.names.includes(name));
  const held = await runGates(selection.root, gates, (line) => process.stdout.write(`${line}\n`));
  return held ? 0 : 1;
}

/** What the arguments select, or a sentence about what is wrong with them. */
function selected(args: readonly string[]): { root: string; names: string[] } | string {
  const checkout = fileURLToPath(new URL('../../..', import.meta.url));
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { root: { type: 'string' } },
    });
    const unknown = positionals.find((name) => !GATES.some((gate) => gate.name === name));
    if (unknown !== undefined) return `'${unknown}' is not a gate`;
    return { root: path.resolve(values.root ?? checkout), names: positionals };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
