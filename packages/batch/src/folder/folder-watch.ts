import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { type HeldFolder, holdFolder } from '../platform/file-identity.ts';
import type { Disturbance } from './disturbance.ts';
import { notReady } from './faults.ts';
import { type JournalWatch, watchJournal } from './journal-watch.ts';
import type { OutputFolder } from './layout.ts';
import { watchPlan } from './plan-watch.ts';

/** Looks after the output folder of a batch that runs: whether what it writes to is still there, and still its own. */
export interface FolderWatch extends Disposable {
  /** What was found first; it never becomes better. */
  readonly found: Disturbance | null;
  /** Settles when something is found. */
  readonly disturbed: Promise<Disturbance>;
  /** Looks at the folder now. Storage that gives no answer proves nothing. */
  look(): Promise<Disturbance | null>;
  /**
   * The same at the end: a folder that is being removed loses its contents first, so that the first thing found may be a
   * part of something larger.
   */
  cause(): Promise<Disturbance | null>;
  /** Watches the journal from now on. `fd`: open for reading and appending. */
  journal(fd: number): JournalWatch;
  /** Reports what somebody else did to the journal. */
  report(disturbance: Disturbance): void;
  /** What was missing and has been made again, one sentence each. */
  mended(): readonly string[];
}

/** The work plan is expected to stay as it is now. Fault OUTPUT_UNWRITABLE if there is no folder, or no plan. */
export function watchFolder(output: OutputFolder): FolderWatch {
  const { plan, held } = present(output);
  const planWatch = watchPlan(output.plan, plan);
  let journalWatch: JournalWatch | null = null;
  let found: Disturbance | null = null;
  let settle: (disturbance: Disturbance) => void = () => undefined;
  const disturbed = new Promise<Disturbance>((resolve) => {
    settle = resolve;
  });
  const report = (disturbance: Disturbance): void => {
    found ??= disturbance;
    settle(found);
  };
  const examine = async (): Promise<Disturbance | null> => {
    const journal = (await journalWatch?.look()) ?? null;
    if (journal !== null) return (await rootDisturbance(output, held)) ?? { kind: journal };
    if (!(await isFolder(path.dirname(output.plan)))) {
      return (await rootDisturbance(output, held)) ?? { kind: 'work-removed' };
    }
    if (!(await isFolder(output.results))) return { kind: 'results-removed' };
    const kind = await planWatch.look();
    return kind === null ? null : { kind };
  };
  const look = async (): Promise<Disturbance | null> => {
    const seen = found === null ? await examine().catch(noAnswer) : null;
    if (seen !== null) report(seen);
    return found;
  };
  return {
    get found() {
      return found;
    },
    disturbed,
    look,
    cause: async () => {
      const first = await look();
      if (first === null) return null;
      return (
        (await rootDisturbance(output, held).catch(noAnswer)) ?? (await examine().catch(noAnswer)) ?? first
      );
    },
    journal: (fd) => {
      journalWatch = watchJournal(output, fd);
      return journalWatch;
    },
    report,
    mended: () =>
      planWatch.wasRemoved()
        ? [`the work plan ${output.plan} was removed while the batch ran; it has been written again`]
        : [],
    [Symbol.dispose]: () => held[Symbol.dispose](),
  };
}

function noAnswer(error: unknown): null {
  if (error instanceof Error && 'syscall' in error) return null;
  throw error;
}

function present(output: OutputFolder): { readonly plan: string; readonly held: HeldFolder } {
  try {
    return { plan: readFileSync(output.plan, 'utf8'), held: holdFolder(output.root) };
  } catch (error) {
    throw notReady(error, output.root);
  }
}

/** What happened to the output folder itself; null if it is in its place. */
async function rootDisturbance({ root }: OutputFolder, held: HeldFolder): Promise<Disturbance | null> {
  const isThere = await isFolder(root);
  if (isThere && held.isAt(root)) return null;
  if (held.isRemoved() === true) return { kind: 'folder-removed' };
  const to = held.path();
  if (isThere && (to === null || to === root)) return { kind: 'folder-replaced' };
  return { kind: 'folder-moved', to };
}

/** Throws the system's error if the storage gives no answer. */
async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}
