import { appendFileSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { journalText, readJournal } from '@ballast/scheduler/journal';
import { describe, expect, it } from 'vitest';
import {
  endOf,
  growingJournal,
  headerOf,
  inputsOf,
  JOURNAL,
  runOf,
  temporaryFolder,
} from '../../test/journals.ts';
import { journalTail } from './journal-tail.ts';

describe('the tail of a journal', () => {
  it('gives the records that were written since the last look', () => {
    using folder = temporaryFolder();
    const tail = journalTail(path.join(folder.path, JOURNAL));
    expect(tail.read()).toBeNull();
    const journal = growingJournal(folder.path, 2);
    expect(tail.read()).toMatchObject({ isWhole: true, header: { inputs: 2 }, records: inputsOf(2) });
    expect(tail.read()).toBeNull();
    journal.append(runOf(0, 10));
    expect(tail.read()).toMatchObject({ isWhole: false, records: runOf(0, 10), damagedLines: 0 });
    journal.close();
  });

  it('waits for the rest of a line that is being written', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, JOURNAL);
    const text = journalText([headerOf(2), ...inputsOf(2), ...runOf(0, 10)]);
    writeFileSync(file, text.slice(0, -20));
    const tail = journalTail(file);
    expect(tail.read()?.records).toEqual([...inputsOf(2), ...runOf(0, 10).slice(0, 2)]);
    appendFileSync(file, text.slice(-20));
    expect(tail.read()?.records).toEqual(runOf(0, 10).slice(2));
  });

  it('reads another journal that replaces the file from its beginning', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, JOURNAL);
    writeFileSync(file, journalText([headerOf(2), ...inputsOf(2)]));
    const tail = journalTail(file);
    tail.read();
    const next = path.join(folder.path, 'next');
    writeFileSync(next, journalText([headerOf(3), ...inputsOf(3)]));
    renameSync(next, file);
    expect(tail.read()).toMatchObject({ isWhole: true, header: { inputs: 3 }, records: inputsOf(3) });
  });

  it('reads a file that became shorter, or has other contents, from its beginning', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, JOURNAL);
    const text = journalText([headerOf(2), ...inputsOf(2), ...runOf(0, 10)]);
    writeFileSync(file, `${text}{"type":"sett`);
    const tail = journalTail(file);
    tail.read();
    truncateSync(file, Buffer.byteLength(text));
    expect(tail.read()?.records).toHaveLength(5);
    const other = journalText([headerOf(5), ...inputsOf(5), ...runOf(3, 20), ...runOf(4, 20)]);
    writeFileSync(file, other);
    expect(tail.read()).toMatchObject({ isWhole: true, header: { inputs: 5 } });
  });

  it('reads a damaged journal, and one without checksums, as a whole', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, JOURNAL);
    const sound = journalText([headerOf(2), ...inputsOf(2), ...runOf(0, 10), endOf(1, 200)]);
    writeFileSync(file, sound.replace('"worker":1', '"worker":7'));
    expect(journalTail(file).read()).toMatchObject({ isWhole: true, damagedLines: 1 });
    const old = [{ ...headerOf(2), version: 2 }, ...inputsOf(2)];
    writeFileSync(file, old.map((record) => `${JSON.stringify(record)}\n`).join(''));
    expect(journalTail(file).read()).toMatchObject({ isWhole: true, records: inputsOf(2) });
  });

  it('gives in pieces what reading it as a whole gives', () => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, JOURNAL);
    const journal = growingJournal(folder.path, 40);
    const tail = journalTail(file);
    const records = [...(tail.read()?.records ?? [])];
    for (let task = 0; task < 40; task += 1) {
      journal.append(runOf(task, 10 * task));
      if (task % 3 === 0) records.push(...(tail.read()?.records ?? []));
    }
    records.push(...(tail.read()?.records ?? []));
    journal.close();
    expect(records).toEqual(readJournal(file).records);
    expect(readFileSync(file).length).toBeGreaterThan(0);
  });
});
