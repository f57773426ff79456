import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GATES, runGates } from './run-gates.ts';

const USAGE: string = `usage: node tools/gates/dist/bin.js [--root DIR] [gate ...]
gates: ${GATES.map(({ name }) => name).join(', ')} (all of them when none is named)
exit codes: 0 all hold, 1 some gate found something or saw nothing, 2 usage`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const asked = askedFor(args);
  if (typeof asked === 'string') {
    process.stderr.write(`${asked}\n${USAGE}\n`);
    return 2;
  }
  const gates = GATES.filter(({ name }) => asked.names.length === 0 || asked.names.includes(name));
  const held = await runGates(asked.root, gates, (line) => process.stdout.write(`${line}\n`));
  return held ? 0 : 1;
}

/** What the arguments ask for, or a sentence that says what is wrong with them. */
function askedFor(args: readonly string[]): { root: string; names: string[] } | string {
  const checkout = fileURLToPath(new URL('../../..', import.meta.url));
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { root: { type: 'string' } },
    });
    const unknown = positionals.find((name) => !GATES.some((gate) => gate.name === name));
    if (unknown !== undefined) return `'${unknown}' is not a gate.`;
    return { root: path.resolve(values.root ?? checkout), names: positionals };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
