import type { JournalRecord } from '../journal/record.ts';
import type { JournalSink } from '../ports.ts';

/** Settlements of so many milliseconds share one sync: no disk syncs faster, and a sync for each would cost more than a small task. */
const SYNC_TOGETHER = 20;

/** Appends records and brings them to storage; a journal that fails is told of once, and nothing is lost that it may still take. */
export class Recorder {
  readonly #journal: JournalSink;
  readonly #onFault: (message: string) => void;
  readonly #every: NodeJS.Timeout;
  /** Records that the journal did not take. */
  readonly #unwritten: JournalRecord[] = [];
  #soon: NodeJS.Timeout | null = null;
  #sync: Promise<void> | null = null;
  #syncWanted = false;
  #closed = false;
  #hasFailed = false;

  /** `syncEvery`: longest time that records wait for a sync, in milliseconds. */
  constructor(journal: JournalSink, syncEvery: number, onFault: (message: string) => void) {
    this.#journal = journal;
    this.#onFault = onFault;
    this.#every = setInterval(() => this.#requestSync(), syncEvery);
  }

  /**
   * False where the records could not be appended; they are tried again before those that come next, where the journal can be
   * brought in order.
   */
  append(records: readonly JournalRecord[]): boolean {
    const isAgain = this.#unwritten.length > 0;
    this.#unwritten.push(...records);
    if (isAgain && this.#journal.recover === undefined) return false;
    try {
      if (isAgain) this.#journal.recover?.();
      this.#journal.append(this.#unwritten);
      this.#unwritten.length = 0;
    } catch (error) {
      this.#fault(error);
      return false;
    }
    if (records.some(({ type }) => type === 'settled')) this.#syncSoon();
    return true;
  }

  /** No more syncs by themselves. */
  stop(): void {
    this.#closed = true;
    clearInterval(this.#every);
    if (this.#soon !== null) clearTimeout(this.#soon);
  }

  /** Settles when everything that could be written is on storage. */
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
    this.#onFault(`the journal cannot be written: ${why}`);
  }

  #syncSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = null;
      this.#requestSync();
    }, SYNC_TOGETHER);
  }

  /** One sync at a time; what arrives meanwhile is covered by the next. */
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
