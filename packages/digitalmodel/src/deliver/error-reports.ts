import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '@ballast/batch';
import { type BatchFigures, outcomeText } from '@ballast/reporting';
import { forTerminal } from '@ballast/text';

const FIRST_WORDS = 'Ballast: ';

/**
 * One file in the output folder for each input that did not succeed, never beside the input: `<name of the input>_error.log`.
 * Removes those of an earlier run if the input has succeeded now.
 */
export async function writeErrorReports(folder: string, tasks: BatchFigures['tasks']): Promise<void> {
  const reports = new Map<string, string[]>();
  for (const { file, tableStatus, outcome } of tasks) {
    const name = path.join(folder, `${path.posix.basename(file)}_error.log`);
    const lines = reports.get(name) ?? [];
    reports.set(name, lines);
    if (tableStatus === 'succeeded') continue;
    const reason = outcome === undefined ? 'was not run to an end' : outcomeText(outcome);
    lines.push(`${FIRST_WORDS}${forTerminal(file)}: ${tableStatus}`, `  ${reason}`);
  }
  for (const [name, lines] of reports) {
    if (lines.length > 0) await writeWhole(name, [`${lines.join('\n')}\n`]);
    else if (isOurs(name)) rmSync(name, { force: true });
  }
}

function isOurs(name: string): boolean {
  try {
    return readFileSync(name, 'utf8').startsWith(FIRST_WORDS);
  } catch {
    return false;
  }
}
