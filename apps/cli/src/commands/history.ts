import { clearHistory, describeRecord, historyFile, historyFolder, readHistory } from '@ballast/batch';
import { machineId } from '@ballast/profiler';
import { countText, forTerminal } from '@ballast/text';
import { EXIT } from '../exit-code.ts';
import { historyText } from '../history/history-text.ts';

export interface HistoryFlags {
  readonly json: boolean;
  readonly quiet: boolean;
}

/** `ballast history`: shows what earlier batches learned, or forgets it with `clear`. Returns the exit code. */
export async function historyCommand(action: 'show' | 'clear', flags: HistoryFlags): Promise<number> {
  const folder = historyFolder(process.env, process.platform);
  const lines = action === 'show' ? await show(folder, flags) : await clear(folder, flags);
  for (const line of lines) process.stdout.write(`${line}\n`);
  return EXIT.ok;
}

async function show(folder: string, { json, quiet }: HistoryFlags): Promise<readonly string[]> {
  const machine = machineId();
  const { history, warning } = await readHistory(folder);
  const records = history.records.map((record) => describeRecord(record, machine));
  const file = historyFile(folder);
  if (json) return [JSON.stringify({ file, machine, warning, records }, null, 2)];
  if (warning !== null) process.stderr.write(`warning: ${forTerminal(warning)}\n`);
  if (quiet) return [];
  const known = countText(records.length, 'record');
  return [`History of batches: ${known} in ${forTerminal(file)}`, ...historyText(records)];
}

async function clear(folder: string, { json, quiet }: HistoryFlags): Promise<readonly string[]> {
  const cleared = await clearHistory(folder, machineId());
  if (json) return [JSON.stringify(cleared, null, 2)];
  if (quiet) return [];
  const { file, removed, kept, backup } = cleared;
  if (backup === null) return [`${forTerminal(file)} has no records of this machine.`];
  const what =
    removed === null ? 'a file that could not be read' : `${countText(removed, 'record')} of this machine`;
  const others = kept > 0 ? `; kept ${countText(kept, 'record')} of other machines` : '';
  return [`Removed ${what}: ${forTerminal(file)}${others}`, `The file as it was: ${forTerminal(backup)}`];
}
