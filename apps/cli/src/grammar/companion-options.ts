import { type Command, InvalidArgumentError } from 'commander';

/** The options for what runs beside a batch and after it, in the order of the help. */
export function addCompanionOptions(command: Command): Command {
  return command
    .option('--dashboard', 'serve a page that follows the batch, on this machine only', false)
    .option('--port <n>', 'port of that page, instead of any that is free', port)
    .option('--open', 'open that page in the browser', false)
    .option('--control', 'take orders while the batch runs: ballast drain, pause, unpause, set', false)
    .option('--tui', 'show the batch in up to 24 lines of the terminal, with keys', false)
    .option('--metrics <file>', 'write metrics (Prometheus text format) to a file every 5 seconds')
    .option(
      '--on-end <command...>',
      'run a program with its arguments at the end; {status} {exit} {out} {report} {page} {batch} are filled in',
      addWord,
    )
    .option('--notify', 'show a notice on the desktop at the end', false);
}

/** For commander: an option with several words passes them one after the other. */
function addWord(word: string, before: readonly string[] | undefined): string[] {
  return [...(before ?? []), word];
}

export function port(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 65_535) return value;
  throw new InvalidArgumentError('Expected a port: 0 (any that is free) to 65535.');
}
