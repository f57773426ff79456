import { readFile, stat } from 'node:fs/promises';
import { writeWhole } from '../files/whole-file.ts';
import type { Disturbance } from './disturbance.ts';

type PlanKind = Extract<Disturbance['kind'], `plan-${string}`>;

/** Whether the work plan is what the batch began with. */
export interface PlanWatch {
  /** Writes a plan that is missing again; workers wait for it. Null if it is in its place. Throws the system's error. */
  look(): Promise<PlanKind | null>;
  /** Whether it was missing and has been written again. */
  wasRemoved(): boolean;
}

export function watchPlan(file: string, text: string): PlanWatch {
  let checked: string | null = null;
  let wasRemoved = false;
  const look = async (): Promise<PlanKind | null> => {
    const state = await stateOf(file);
    if (state === null) {
      try {
        await writeWhole(file, [text]);
      } catch {
        return 'plan-removed';
      }
      wasRemoved = true;
      return null;
    }
    if (state === checked) return null;
    if ((await readFile(file, 'utf8')) !== text) return 'plan-changed';
    checked = state;
    return null;
  };
  return { look, wasRemoved: () => wasRemoved };
}

/** Equal as long as nobody has written to the file; null if there is none. */
async function stateOf(file: string): Promise<string | null> {
  try {
    const { ino, size, mtimeNs } = await stat(file, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
