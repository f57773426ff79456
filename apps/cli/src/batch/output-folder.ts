import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';

/** Where everything of one batch goes; all paths absolute, all below `root`. */
export interface OutputFolder {
  readonly root: string;
  readonly tables: string;
  readonly journal: string;
  readonly report: string;
  readonly effectiveBatch: string;
  readonly plan: string;
  table(name: string): string;
  /** Result file of an attempt, absolute; `published` turns the name in the journal into it again. */
  result(task: number, attempt: number): string;
  /** What the journal calls an attempt's result: relative to the output folder, forward slashes. */
  resultName(task: number, attempt: number): string;
  published(name: string): string;
}

export function outputFolder(root: string): OutputFolder {
  const tables = path.join(root, 'tables');
  const work = path.join(root, '.ballast');
  return {
    root,
    tables,
    journal: path.join(root, 'journal.ndjson'),
    report: path.join(root, 'report.json'),
    effectiveBatch: path.join(root, 'batch.effective.yml'),
    plan: path.join(work, 'plan.json'),
    table: (name) => path.join(tables, `${name}.csv`),
    result: (task, attempt) => path.join(root, resultName(task, attempt)),
    resultName,
    published: (name) => path.join(root, ...name.split('/')),
  };
}

function resultName(task: number, attempt: number): string {
  return `.ballast/results/${task}-${attempt}.json`;
}

/**
 * Makes the folder ready for a new batch. One that holds an earlier batch is moved aside, never deleted;
 * the answer is where it went, or null.
 */
export function prepareOutputFolder(folder: OutputFolder): string | null {
  const aside = existsSync(folder.journal) ? firstFree(folder.root) : null;
  if (aside !== null) renameSync(folder.root, aside);
  mkdirSync(folder.tables, { recursive: true });
  mkdirSync(path.dirname(folder.result(0, 1)), { recursive: true });
  return aside;
}

function firstFree(root: string): string {
  for (let n = 1; ; n += 1) {
    const candidate = `${root}.${n}`;
    if (!existsSync(candidate)) return candidate;
  }
}
