import { isFault } from '@ballast/resource-model';
import { CommanderError } from 'commander';
import { EXIT } from './exit-code.ts';
import { createProgram } from './program.ts';
import { faultText } from './show/fault-text.ts';

/** Runs one command line; the only place where an error becomes an exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const outcome = { code: EXIT.ok as number };
  const program = createProgram((code) => {
    outcome.code = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (isFault(error)) {
      process.stderr.write(`${faultText(error)}\n`);
      return error.details?.exit === 'usage' ? EXIT.usage : EXIT.configuration;
    }
    process.stderr.write(
      `ballast: a defect: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.stderr.write(
      'The journal in the output folder is kept. Please report this with the text above.\n',
    );
    return EXIT.defect;
  }
}
