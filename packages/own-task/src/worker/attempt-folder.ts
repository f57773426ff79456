import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { digestOfFile, outputsOf, renameWithPatience } from '@ballast/batch/worker';
import type { TaskOutput } from '@ballast/results-model';

/** A folder for the files of one attempt: nobody sees it before it is complete. */
export interface AttemptFolder {
  /** Absolute; it does not exist before `make`. */
  readonly path: string;
  make(): void;
  /** Lists what is in it and gives it its name for good. Links are left out. Throws the system's error. */
  publish(): Promise<readonly TaskOutput[]>;
  /** Removes it unless it was published. */
  discard(): void;
}

/** `result`: the result file of the attempt, which no other attempt ever writes. */
export function attemptFolder(result: string): AttemptFolder {
  const target = outputsOf(result);
  const temporary = `${target}.part`;
  let published = false;
  return {
    path: temporary,
    make: () => mkdirSync(temporary, { recursive: true }),
    publish: async () => {
      if (!existsSync(temporary)) return [];
      const outputs = filesIn(temporary).map((name): TaskOutput => {
        const written = digestOfFile(path.join(temporary, ...name.split('/')));
        return { name, ...(written ?? { bytes: 0, sha256: '' }) };
      });
      if (outputs.length > 0) {
        await renameWithPatience(temporary, target);
        published = true;
      }
      return outputs;
    },
    discard: () => {
      if (!published && existsSync(temporary))
        rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Plain files, by name, with forward slashes. */
function filesIn(folder: string, below = ''): string[] {
  return readdirSync(path.join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return filesIn(folder, name);
      return entry.isFile() ? [name] : [];
    });
}
