import { createHash } from 'node:crypto';
import type { ListedBatch } from '@ballast/report-page';
import { readIndex } from '../history/batch-index.ts';
import { createFeed, type Feed } from './feed.ts';
import { type WatchedBatch, watchBatch } from './watched-batch.ts';

/** A batch that is followed, and those who look at it. */
export interface Followed {
  readonly id: string;
  readonly watched: WatchedBatch;
  readonly feed: Feed;
}

/** The batches of a dashboard: those it was started for, and those of the index that somebody looks at. */
export interface Batches {
  /** Those it was started for. */
  readonly own: readonly Followed[];
  /** By its number among those, or by the name in `list`. Null if there is none. */
  find(id: string): Followed | null;
  /** All that ran on this machine, the latest first. */
  list(): readonly ListedBatch[];
  /** Looks at all journals, and sends what is new. */
  tick(): void;
  readonly viewers: number;
  close(): void;
}

export interface BatchesOptions {
  readonly folders: readonly string[];
  /** Name of the journal in an output folder. */
  readonly journal: string;
  /** Folder of the index of batches; null for none. */
  readonly index: string | null;
  /** What a page has to send with an order for a batch; null if that takes none. */
  readonly control: (folder: string) => string | null;
}

export function createBatches({ folders, journal, index, control }: BatchesOptions): Batches {
  const follow = (id: string, folder: string): Followed => {
    const watched = watchBatch(folder, journal);
    watched.look();
    return { id, watched, feed: createFeed(watched, { control: () => control(folder) }) };
  };
  const own = folders.map((folder, i) => follow(String(i), folder));
  const others = new Map<string, Followed>();
  const all = (): Followed[] => [...own, ...others.values()];
  const list = (): readonly ListedBatch[] =>
    index === null ? [] : readIndex(index).map((entry) => ({ id: idOf(entry.folder), ...entry }));
  return {
    own,
    find: (id) => {
      const known = own.find((one) => one.id === id || idOf(one.watched.folder) === id) ?? others.get(id);
      if (known !== undefined) return known;
      const listed = list().find((entry) => entry.id === id);
      if (listed === undefined) return null;
      const followed = follow(id, listed.folder);
      others.set(id, followed);
      return followed;
    },
    list,
    tick: () => {
      for (const { id, watched, feed } of all()) {
        watched.look();
        feed.tick();
        if (others.has(id) && feed.viewers === 0) others.delete(id);
      }
    },
    get viewers() {
      return all().reduce((sum, { feed }) => sum + feed.viewers, 0);
    },
    close: () => {
      for (const { feed } of all()) feed.close();
    },
  };
}

const ID_LENGTH = 12;

/** Names no folder in an address. */
function idOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, ID_LENGTH);
}
