import { isFault } from '@ballast/resource-model';
import type { JournalRecord } from '../journal/record.ts';
import type { JournalSink } from '../ports.ts';

/** Settlements within this many milliseconds share one sync: a sync for each would cost more than a small task. */
const SYNC_TOGETHER = 20;

/** `full`: whether the storage is full. */
type OnFault = (message: string, full: boolean) => void;

/**
 * Appends records and syncs them to storage. Reports a failing journal once, and keeps the records that could not be
 * written until they can.
 */
export class Recorder {
  readonly #journal: JournalSink;
  readonly #onFault: OnFault;
  readonly #every: NodeJS.Timeout;
  /** Records that could not be appended yet. */
  readonly #unwritten: JournalRecord[] = [];
  #soon: NodeJS.Timeout | null = null;
  #sync: Promise<void> | null = null;
  #syncWanted = false;
  #closed = false;
  #hasFailed = false;

  /** `syncEvery`: longest time that a record waits for a sync, in milliseconds. */
  constructor(journal: JournalSink, syncEvery: number, onFault: OnFault) {
    this.#journal = journal;
    this.#onFault = onFault;
    this.#every = setInterval(() => this.#requestSync(), syncEvery);
  }

  /**
   * False if the records could not be appended. They are then appended before the next ones, provided that the journal can
   * recover.
   */
  append(records: readonly JournalRecord[]): boolean {
    const isRetry = this.#unwritten.length > 0;
    this.#unwritten.push(...records);
    if (isRetry && this.#journal.recover === undefined) return false;
    try {
      if (isRetry) this.#journal.recover?.();
      this.#journal.append(this.#unwritten);
      this.#unwritten.length = 0;
    } catch (error) {
      this.#fault(error);
      return false;
    }
    if (records.some(({ type }) => type === 'settled')) this.#syncSoon();
    return true;
  }

  /** Starts no more syncs of its own accord. */
  stop(): void {
    this.#closed = true;
    clearInterval(this.#every);
    if (this.#soon !== null) clearTimeout(this.#soon);
  }

  /** Settles when everything that can be written is on storage. */
  async flush(): Promise<void> {
    await this.#sync;
    if (this.#unwritten.length > 0) this.append([]);
    this.stop();
    await this.#journal.sync();
  }

  #fault(error: unknown): void {
    if (this.#hasFailed) return;
    this.#hasFailed = true;
    const why = error instanceof Error ? error.message : String(error);
    // A fault is a whole sentence.
    const message = isFault(error) ? why : `the journal cannot be written: ${why}`;
    this.#onFault(message, isFault(error) && error.class === 'storage-full');
  }

  #syncSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      this.#requestSync();
    }, SYNC_TOGETHER);
  }

  /** One sync at a time; the next one covers what arrives meanwhile. */
  #requestSync(): void {
    if (this.#sync !== null) {
      this.#syncWanted = true;
      return;
    }
    this.#sync = this.#journal
      .sync()
      .catch((error: unknown) => this.#fault(error))
      .finally(() => {
        this.#sync = null;
        if (this.#syncWanted && !this.#closed) {
          this.#syncWanted = false;
          this.#requestSync();
        }
      });
  }
}
