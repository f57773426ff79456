import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Stressed, tablesIn } from './batches.ts';

interface AnyRecord {
  readonly type: string;
  readonly task?: number;
  readonly outcome?: { readonly kind: string };
}

/** What is wrong with a journal, in sentences. A journal may end at any byte. */
export function journalMistakes(out: string): string[] {
  const file = path.join(out, 'journal.ndjson');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  // Text after the last line end is a record that was torn while it was written.
  lines.pop();
  const mistakes: string[] = [];
  const done = new Set<number>();
  for (const [i, line] of lines.entries()) {
    const record = recordIn(line);
    if (record === null) {
      mistakes.push(`${file} line ${i + 1} is not a record`);
      continue;
    }
    const { type, task = -1, outcome } = record;
    if (type === 'settled' && done.has(task)) mistakes.push(`${file} line ${i + 1} settles ${task} again`);
    if (type === 'settled' && outcome?.kind === 'succeeded') done.add(task);
    if (type === 'admitted' && done.has(task)) mistakes.push(`${file} line ${i + 1} runs ${task} again`);
  }
  return mistakes;
}

function recordIn(line: string): AnyRecord | null {
  try {
    const value = JSON.parse(line) as Partial<AnyRecord> | null;
    return typeof value?.type === 'string' ? (value as AnyRecord) : null;
  } catch {
    return null;
  }
}

/** What is wrong with a complete batch, in sentences. */
export function outputMistakes({ name, tables }: Stressed, out: string): string[] {
  const mistakes = journalMistakes(out);
  const found = tablesIn(out);
  for (const more of Object.keys(found).filter((table) => !(table in tables)))
    mistakes.push(`${name}: ${out} contains ${more}, which an undisturbed batch does not write`);
  for (const [table, text] of Object.entries(tables)) {
    if (found[table] !== text)
      mistakes.push(`${name}: ${table} in ${out} differs from the table of an undisturbed batch`);
  }
  return mistakes;
}
