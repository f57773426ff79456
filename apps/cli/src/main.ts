import { CommanderError } from 'commander';
import { EXIT } from './exit-code.ts';
import { splitCommand } from './grammar/split-command.ts';
import { leaveTerminalAtExit } from './platform/leave-terminal.ts';
import { createProgram } from './program.ts';
import { watchOutput } from './show/output-errors.ts';

export { EXIT };

/** Runs one command line; the only place where an error becomes an exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  leaveTerminalAtExit();
  let written = true;
  watchOutput(process, () => {
    written = false;
    // The error of a pipe may arrive after everything else has ended.
    process.exitCode ||= EXIT.someDidNot;
  });
  const code = await exitCode(argv);
  return code === EXIT.ok && !written ? EXIT.someDidNot : code;
}

async function exitCode(argv: readonly string[]): Promise<number> {
  const outcome = { code: EXIT.ok as number };
  const { own, command } = splitCommand(argv);
  const program = createProgram((code) => {
    outcome.code = code;
  }, command);
  try {
    await program.parseAsync([...own], { from: 'user' });
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const [{ isFault }, { faultText }] = await Promise.all([
      import('@ballast/resource-model'),
      import('./show/fault-text.ts'),
    ]);
    if (isFault(error)) {
      process.stderr.write(`${faultText(error)}\n`);
      return EXIT.configuration;
    }
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`ballast: a defect: ${what}\nplease report this with the text above\n`);
    return EXIT.defect;
  }
}
