import type { JournalRecord, RecordOf } from '@ballast/scheduler/journal';

type OfTask = RecordOf<'compared'> & { readonly task: number };

/** The `compared` records that count: those written together last, unless files were read after them. */
export class Compared {
  readonly #records: RecordOf<'compared'>[] = [];
  #open = false;

  /** Call for every record of the journal, in order. */
  follow(record: JournalRecord): void {
    if (record.type !== 'compared') {
      this.#open = false;
      if (record.type === 'resumed' || record.type === 'admitted') this.#records.length = 0;
      return;
    }
    if (!this.#open) this.#records.length = 0;
    this.#open = true;
    this.#records.push(record);
  }

  get ofBatch(): readonly RecordOf<'compared'>[] {
    return this.#records.filter(({ task }) => task === null);
  }

  get ofTasks(): readonly OfTask[] {
    return this.#records.filter((record): record is OfTask => record.task !== null);
  }
}
