import { statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { isAlive } from '@ballast/profiler';
import { type Live, type LiveFold, liveFold } from '@ballast/reporting';
import type { JournalHeader, Outcome } from '@ballast/scheduler/journal';
import { type JournalNews, journalTail } from '../tail/journal-tail.ts';

/** A batch that is followed through its journal, whether it runs, has ended or was killed. */
export interface WatchedBatch {
  /** The output folder, absolute. */
  readonly folder: string;
  /** Looks at the journal. True if anything has changed. Never throws: see `problem`. */
  look(): boolean;
  /** Null as long as there is no journal. */
  live(): Live | null;
  /** Why the journal cannot be read; null if it can. */
  readonly problem: string | null;
  /** How many journals have been followed: a new batch in the folder has another one. */
  readonly generation: number;
  /** Bytes of the journal that the figures are made of. */
  readonly offset: number;
  /** Milliseconds that making the figures took the last time. */
  readonly cost: number;
}

/** Time between two looks at whether the process of the batch lives, in milliseconds. */
const ALIVE_EVERY = 1000;
/** Without a record for this time a batch on another machine counts as gone, in milliseconds. */
const SILENT = 5 * 60_000;

interface Followed {
  readonly fold: LiveFold;
  readonly header: JournalHeader;
  news: JournalNews;
  process: { readonly host: string; readonly pid: number };
  heardAt: number;
  /** Bytes of the results that the journal names. */
  written: number;
}

/** `journal`: the name of the journal in the folder. */
export function watchBatch(folder: string, journal: string): WatchedBatch {
  const tail = journalTail(path.join(folder, journal));
  let followed: Followed | null = null;
  let made: Live | null = null;
  const state = { problem: null as string | null, generation: 0, cost: 0, madeAt: 0 };
  let [isRunning, aliveAt] = [false, Number.NEGATIVE_INFINITY];
  const room = freeIn(folder);
  const take = (): boolean => {
    const news = tail.read();
    if (news === null) return false;
    if (followed === null || news.isWhole) {
      state.generation += 1;
      followed = begin(news);
    }
    follow(followed, news);
    return true;
  };
  const lookAtProcess = (): boolean => {
    if (followed === null || performance.now() - aliveAt < ALIVE_EVERY) return false;
    aliveAt = performance.now();
    const before = isRunning;
    isRunning = runs(followed);
    return isRunning !== before;
  };
  return {
    folder,
    look: () => {
      let isNew = false;
      try {
        isNew = take();
        state.problem = null;
      } catch (error) {
        state.problem = error instanceof Error ? error.message : String(error);
      }
      const isChanged = lookAtProcess() || isNew || silenceMatters(made, state.madeAt);
      if (isNew && isRunning) room.look();
      if (isChanged) made = null;
      return isChanged;
    },
    live: () => {
      if (made !== null || followed === null) return made;
      const began = performance.now();
      const { news, fold, written, heardAt } = followed;
      const { unknownRecords, damage, damagedLines } = news;
      const silence = isRunning ? {} : { silence: Date.now() - heardAt };
      const output = room.free === null || !isRunning ? {} : { output: { free: room.free, written } };
      made = fold.read({ unknownRecords, damage, damagedLines, isRunning, ...silence, ...output });
      state.madeAt = performance.now();
      state.cost = state.madeAt - began;
      return made;
    },
    get problem() {
      return state.problem;
    },
    get generation() {
      return state.generation;
    },
    get offset() {
      return followed?.news.offset ?? 0;
    },
    get cost() {
      return state.cost;
    },
  };
}

function begin(news: JournalNews): Followed {
  const { header } = news;
  const process = { host: header.host, pid: header.pid };
  return { fold: liveFold(header), header, news, process, heardAt: Date.now(), written: 0 };
}

function follow(followed: Followed, news: JournalNews): void {
  for (const record of news.records) {
    followed.fold.take(record);
    if (record.type === 'settled') followed.written += writtenFor(record.outcome);
    if (record.type === 'resumed') followed.process = { host: record.host, pid: record.pid };
  }
  // The records themselves are in the fold.
  followed.news = { ...news, records: [] };
  followed.heardAt = Date.now();
}

/** Of a process on another machine only its records show that it lives. */
function runs({ process: { host, pid }, heardAt }: Followed): boolean {
  return host === hostname() ? isAlive(pid) : Date.now() - heardAt < SILENT;
}

function writtenFor(outcome: Outcome): number {
  if (outcome.kind !== 'succeeded') return 0;
  return (outcome.files ?? []).reduce((sum, { bytes }) => sum + bytes, 0);
}

/** In milliseconds. */
const SILENCE_EVERY = 2000;

/** Of a batch whose process went without an end, the time without a record becomes an alert: figures change with nothing written. */
function silenceMatters(live: Live | null, madeAt: number): boolean {
  if (live === null || live.now.state !== 'gone' || performance.now() - madeAt < SILENCE_EVERY) return false;
  return live.figures.alerts.every(({ code }) => code !== 'journal-silent');
}

interface Room {
  /** Bytes that are free; null if unknown. */
  readonly free: number | null;
  /** Asks the storage, which may take its time. */
  look(): void;
}

function freeIn(folder: string): Room {
  let free: number | null = null;
  let isAsking = false;
  return {
    get free() {
      return free;
    },
    look: () => {
      if (isAsking) return;
      isAsking = true;
      statfs(folder)
        .then(({ bavail, bsize }) => {
          free = bavail * bsize;
        })
        .catch(() => {
          free = null;
        })
        .finally(() => {
          isAsking = false;
        });
    },
  };
}
