import { endText, exitReason, forTerminal } from '@ballast/reporting';
import { prepareBatch } from '../batch/prepare.ts';
import { publishOutputs } from '../batch/publish.ts';
import { runBatch } from '../batch/run-batch.ts';
import { EXIT } from '../exit-code.ts';
import { type BatchFlags, loadBatch } from './load-batch.ts';

export interface RunFlags extends BatchFlags {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `ballast run`: everything from the batch file to the tables. Gives the exit code. */
export async function runCommand(file: string, flags: RunFlags): Promise<number> {
  const say = (lines: readonly string[], out: NodeJS.WriteStream): void => {
    for (const line of lines) out.write(`${line}\n`);
  };
  const loaded = loadBatch(file, flags);
  if (!flags.quiet) say(loaded.warnings, process.stderr);
  const prepared = await prepareBatch(loaded);
  if (prepared.movedAside !== null && !flags.quiet) {
    say(
      [`The output folder held an earlier batch; it is now ${forTerminal(prepared.movedAside)}`],
      process.stderr,
    );
  }
  await runBatch(prepared, { quiet: flags.quiet });
  const { figures, report, places } = await publishOutputs(prepared);
  const text = endText(figures, places);
  if (flags.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else if (!flags.quiet) say(text.stdout, process.stdout);
  say(text.stderr, process.stderr);
  switch (exitReason(figures)) {
    case 'all-succeeded':
      return EXIT.ok;
    case 'some-did-not':
      return EXIT.someDidNot;
    case 'interrupted':
      return EXIT.interrupted;
  }
}
