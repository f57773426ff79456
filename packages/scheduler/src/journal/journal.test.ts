import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bytes, milliseconds } from '@ballast/resource-model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalHeader } from '../../test/support/journal-header.ts';
import { parseJournal, readJournal } from './reader.ts';
import { JOURNAL_VERSION, type JournalRecord } from './record.ts';
import { continueJournal, createJournal, journalText } from './writer.ts';

const HEADER = journalHeader({ inputs: 2 });
const RECORDS: JournalRecord[] = [
  { type: 'input', task: 0, file: 'a.outb', size: 1 },
  {
    type: 'admitted',
    at: milliseconds(3),
    task: 0,
    attempt: 1,
    worker: 1,
    reserved: bytes(9),
    expected: { memory: bytes(5), compute: milliseconds(7) },
  },
  { type: 'phase', at: milliseconds(4), task: 0, phase: 'stopping' },
];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ballast-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function written(): Promise<string> {
  const file = path.join(folder, 'journal.ndjson');
  const journal = createJournal(file, HEADER);
  journal.append(RECORDS.slice(0, 1));
  journal.append(RECORDS.slice(1));
  await journal.sync();
  journal.close();
  return file;
}

describe('the journal', () => {
  it('takes records again after a failed write, once the part that was written is cut off', () => {
    const file = path.join(folder, 'journal.ndjson');
    const journal = createJournal(file, HEADER);
    journal.append(RECORDS.slice(0, 1));
    // A full disk leaves a part of what was to be written.
    appendFileSync(file, JSON.stringify(RECORDS[1]).slice(0, 20));
    journal.recover();
    journal.append(RECORDS.slice(1));
    journal.close();
    expect(readJournal(file)).toMatchObject({ records: RECORDS, tornBytes: 0 });
  });

  it('returns what was written, in order', async () => {
    const file = await written();
    const wholeBytes = statSync(file).size;
    expect(readJournal(file)).toMatchObject({
      header: HEADER,
      records: RECORDS,
      unknownRecords: 0,
      damage: [],
      damagedLines: 0,
      wholeBytes,
      tornBytes: 0,
      end: { line: 4 },
    });
  });

  it('is never overwritten', async () => {
    const file = await written();
    expect(() => createJournal(file, HEADER)).toThrow(/EEXIST/);
  });

  it('is read without its last record if that is incomplete, wherever it was cut', async () => {
    const data = readFileSync(await written());
    const lastStart = data.lastIndexOf(0x0a, data.length - 2) + 1;
    for (let end = lastStart; end < data.length; end += 1) {
      const contents = parseJournal(data.subarray(0, end), 'j');
      expect(contents.records).toEqual(RECORDS.slice(0, 2));
      expect([contents.wholeBytes, contents.tornBytes]).toEqual([lastStart, end - lastStart]);
    }
  });

  it('leaves out a last line that a failing disk filled with zeros', async () => {
    const data = readFileSync(await written());
    const contents = parseJournal(Buffer.concat([data, Buffer.alloc(7), Buffer.from('\n')]), 'j');
    expect(contents).toMatchObject({ records: RECORDS, tornBytes: 8 });
  });

  it('counts an incomplete record in bytes of the file, even if they are not text', async () => {
    const data = readFileSync(await written());
    const torn = Buffer.concat([data, Buffer.from([0xff, 0xc3, 0xe2, 0x0a])]);
    expect(parseJournal(torn, 'j')).toMatchObject({ wholeBytes: data.length, tornBytes: 4 });
  });

  it('continues after its last whole record: an incomplete one is cut off', async () => {
    const file = await written();
    appendFileSync(file, '{"type":"sett');
    const journal = continueJournal(file, readJournal(file));
    journal.append([RECORDS[2] as JournalRecord]);
    await journal.sync();
    journal.close();
    expect(readJournal(file)).toMatchObject({
      records: [...RECORDS, RECORDS[2]],
      tornBytes: 0,
      damagedLines: 0,
    });
  });

  it('skips and counts types of records that it does not know, and ignores unknown fields', () => {
    const [input, admitted, phase] = RECORDS;
    const text = journalText([
      HEADER,
      input ?? {},
      { type: 'of-the-future', at: 1 },
      { ...admitted, colour: 'blue' },
      phase ?? {},
      { type: 'also-of-the-future' },
    ]);
    const contents = parseJournal(Buffer.from(text), 'j');
    expect(contents).toMatchObject({ records: RECORDS, unknownRecords: 2, tornBytes: 0, damagedLines: 0 });
  });

  it('refuses a journal of a newer version, whatever its records look like', () => {
    const header = { ...HEADER, version: JOURNAL_VERSION + 1 };
    for (const first of [journalText([header]), `${JSON.stringify(header)}\n`]) {
      expect(() => parseJournal(Buffer.from(`${first}{"type":"of-the-future"}\nno record\n`), 'j')).toThrow(
        /has journal version 5; this version of Ballast reads versions up to 4/,
      );
    }
  });

  it('reports a journal whose header is incomplete', () => {
    expect(() => parseJournal(Buffer.from('{"type":"jour'), 'j')).toThrow(/holds no whole record/);
  });
});
