import { remakePage } from '@ballast/batch';
import { forTerminal } from '@ballast/text';
import { EXIT } from '../exit-code.ts';
import { comparedWithBefore } from '../live/last-batch.ts';

export interface ReportFlags {
  readonly out?: string;
  readonly baseline?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `ballast report`: makes the page of a batch again. Returns the exit code. Faults: those of `remakePage`. */
export async function reportCommand(
  folder: string,
  { out, baseline, json, quiet }: ReportFlags,
): Promise<number> {
  const notice = (message: string): void => {
    if (!quiet) process.stderr.write(`${forTerminal(message)}\n`);
  };
  const { file, figures, warnings } = await remakePage(folder, {
    ...(out === undefined ? {} : { out }),
    ...comparedWithBefore(folder, baseline),
    notice,
  });
  for (const warning of warnings) notice(warning);
  const lines = [figures.headline.sentence, `  page     ${file}`].map(forTerminal);
  if (json) process.stdout.write(`${JSON.stringify(figures)}\n`);
  else if (!quiet) for (const line of lines) process.stdout.write(`${line}\n`);
  return EXIT.ok;
}
