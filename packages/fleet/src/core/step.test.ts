import { describe, expect, it } from 'vitest';
import { checkRecord } from '../records/check.ts';
import { type Member, type MemberCommand, newMember } from './member.ts';
import type { Entry, FleetRecord } from './record.ts';
import { step } from './step.ts';

const CONFIG = { node: 'a', process: 'a-1', sign: 200, fence: 1500, silence: 3000, budget: 1, cores: 2 };

type Append = Extract<MemberCommand, { type: 'append' }>;

const appends = (commands: readonly MemberCommand[]): Append[] =>
  commands.filter((command) => command.type === 'append');

const typesOf = (commands: readonly MemberCommand[]): string[] => commands.map(({ type }) => type);

/** A node that has joined at time 0 by the record in place 1. */
function joined(): Member {
  const member = newMember(CONFIG, 0);
  const [sign] = appends(step(member, { type: 'tick' }, 0));
  step(member, { type: 'appended', subject: 'node.a', id: sign?.record.id ?? '', seq: 1 }, 10);
  return member;
}

function claim(member: Member, needsSeat = false): Append {
  const [append] = appends(step(member, { type: 'want', task: 7, attempt: 1, needsSeat }, 20));
  if (append === undefined) throw new Error('nothing was appended');
  return append;
}

describe('a claim', () => {
  it('runs nothing before the log has accepted it', () => {
    const member = joined();
    const { subject, record, expected } = claim(member);
    expect({ subject, expected, type: record.type }).toEqual({
      subject: 't.7',
      expected: 0,
      type: 'claimed',
    });
    const won = step(member, { type: 'appended', subject, id: record.id, seq: 2 }, 30);
    expect(won).toEqual([{ type: 'run', task: 7, attempt: 1 }]);
  });

  it('whose answer was lost is won if the log ends with this very record', () => {
    const member = joined();
    const { subject, record } = claim(member);
    const { id } = record;
    expect(step(member, { type: 'lost', subject, id }, 30)).toEqual([{ type: 'look', subject, id }]);
    expect(typesOf(step(member, { type: 'looked', subject, id, last: { seq: 2, record } }, 40))).toEqual([
      'run',
    ]);
  });

  it('that never arrived is sent again as it was', () => {
    const member = joined();
    const { subject, record, expected } = claim(member);
    const looked = step(member, { type: 'looked', subject, id: record.id, last: null }, 40);
    expect(looked).toEqual([{ type: 'append', subject, record, expected }]);
    // Both arrived: the second one is refused by the first.
    const last = { seq: 2, record };
    expect(typesOf(step(member, { type: 'refused', subject, id: record.id, last }, 50))).toEqual(['run']);
  });

  it('of another node is reported, and the own one is lost', () => {
    const member = joined();
    const { subject, record } = claim(member);
    const other: FleetRecord = { ...record, id: 'b-1.4', node: 'b' } as FleetRecord;
    const told = step(
      member,
      { type: 'refused', subject, id: record.id, last: { seq: 2, record: other } },
      30,
    );
    expect(told).toEqual([
      { type: 'elsewhere', task: 7, node: 'b' },
      { type: 'claim-lost', task: 7 },
    ]);
  });

  it('that was given back while it was in flight is over if another node was faster', () => {
    const member = joined();
    const { subject, record } = claim(member);
    step(member, { type: 'ended', task: 7, end: { kind: 'returned', because: 'it leaves' } }, 25);
    const other = { ...record, id: 'b-1.4', node: 'b' } as FleetRecord;
    step(member, { type: 'refused', subject, id: record.id, last: { seq: 2, record: other } }, 30);
    expect(member.work.size).toBe(0);
    expect(appends(step(member, { type: 'tick' }, 40)).map((append) => append.subject)).not.toContain('t.7');
  });

  it('that needs a seat does not run if its answer came after the own fence', () => {
    const member = joined();
    const { subject, record } = claim(member, true);
    const late = step(member, { type: 'appended', subject, id: record.id, seq: 2 }, 1600);
    expect(typesOf(late)).toEqual(['claim-lost', 'append']);
    expect(appends(late)[0]).toMatchObject({
      expected: 2,
      record: { type: 'returned', because: 'own fence' },
    });
  });
});

it('writes a number of attempts that a record can have', () => {
  const [append] = appends(step(joined(), { type: 'want', task: 7, attempt: 4321, needsSeat: false }, 20));
  expect(checkRecord(JSON.stringify(append?.record))).toMatchObject({ ok: true, record: { attempt: 1000 } });
});

describe('a node that was taken for dead', () => {
  it('stops what it does, and joins again with another life', () => {
    const member = joined();
    const { subject, record } = claim(member);
    step(member, { type: 'appended', subject, id: record.id, seq: 2 }, 30);
    const dead: FleetRecord = { v: 1, id: 'b-1.9', type: 'dead', node: 'a', life: 1, by: 'b' };
    const told = step(member, { type: 'entry', entry: { seq: 3, record: dead } }, 40);
    expect(told).toEqual([
      { type: 'stop', task: 7 },
      { type: 'fence', until: 40 },
    ]);
    const [sign] = appends(step(member, { type: 'tick' }, 50));
    expect(sign).toMatchObject({ expected: 3, record: { type: 'alive', life: 2 } });
  });
});

describe('a node that is silent', () => {
  it('is taken for dead by the sign that was seen last, and its claims are given back', () => {
    const member = joined();
    const sign: FleetRecord = {
      v: 1,
      id: 'b-1.1',
      type: 'alive',
      node: 'b',
      life: 1,
      beat: 1,
      process: 'b-1',
      budget: 1,
      cores: 1,
      silence: 3000,
    };
    const claimed: FleetRecord = {
      v: 1,
      id: 'b-1.2',
      type: 'claimed',
      node: 'b',
      life: 1,
      task: 3,
      attempt: 1,
    };
    step(member, { type: 'entry', entry: { seq: 2, record: sign } }, 100);
    step(member, { type: 'entry', entry: { seq: 3, record: claimed } }, 100);
    let verdict: Append | undefined;
    for (let now = 200; now <= 3100 && verdict === undefined; now += 100) {
      for (const append of appends(step(member, { type: 'tick' }, now))) {
        const { subject, record } = append;
        if (record.type === 'dead') verdict = append;
        else step(member, { type: 'appended', subject, id: record.id, seq: 1000 + now }, now);
      }
    }
    expect(verdict).toMatchObject({ subject: 'node.b', expected: 2 });
    const id = verdict?.record.id ?? '';
    step(member, { type: 'appended', subject: 'node.b', id, seq: 5000 }, 3110);
    const returned = appends(step(member, { type: 'tick' }, 3120)).find(({ subject }) => subject === 't.3');
    expect(returned).toMatchObject({ expected: 3, record: { type: 'returned', by: 'a' } });
  });

  it('is judged by its own time, not by that of the batch of another node', () => {
    const verdictAt = (silence: number): number | null => {
      const member = joined();
      const sign: FleetRecord = {
        ...{ v: 1, id: 'b-1.1', type: 'alive', node: 'b', life: 1, beat: 1, budget: 1 },
        ...{ process: 'b-1', cores: 1, silence },
      };
      step(member, { type: 'entry', entry: { seq: 2, record: sign } }, 0);
      for (let now = 100; now <= 20_000; now += 100) {
        for (const { subject, record } of appends(step(member, { type: 'tick' }, now))) {
          if (record.type === 'dead') return now;
          step(member, { type: 'appended', subject, id: record.id, seq: 1000 + now }, now);
        }
      }
      return null;
    };
    expect(verdictAt(1000)).toBe(1100);
    expect(verdictAt(12_000)).toBe(12_100);
    expect(verdictAt(30_000)).toBeNull();
  });

  it('is not judged by a node that was cut off itself', () => {
    const member = joined();
    const sign: FleetRecord = {
      v: 1,
      id: 'b-1.1',
      type: 'alive',
      node: 'b',
      life: 1,
      beat: 1,
      process: 'b-1',
      budget: 1,
      cores: 1,
      silence: 3000,
    };
    step(member, { type: 'entry', entry: { seq: 2, record: sign } }, 100);
    const records = appends(step(member, { type: 'tick' }, 60_000)).map(({ record }) => record);
    expect(records.map(({ type }) => type)).toEqual(['alive']);
    step(member, { type: 'appended', subject: 'node.a', id: records[0]?.id ?? '', seq: 3 }, 60_010);
    expect(appends(step(member, { type: 'tick' }, 60_100))).toEqual([]);
  });
});

describe('a node whose name another process has', () => {
  const sign = (process: string, life: number): FleetRecord => ({
    ...{ v: 1, id: `${process}.1`, type: 'alive', node: 'a', life, beat: 1, process, budget: 1 },
    ...{ cores: 1, silence: 3000 },
  });

  it('stops what it does and is out, instead of taking the name back', () => {
    const member = joined();
    const { subject, record } = claim(member);
    step(member, { type: 'appended', subject, id: record.id, seq: 2 }, 30);
    const told = step(member, { type: 'entry', entry: { seq: 3, record: sign('a-2', 2) } }, 40);
    expect(typesOf(told)).toEqual(['stop', 'fence', 'replaced']);
    for (let now = 50; now < 60_000; now += 50) expect(step(member, { type: 'tick' }, now)).toEqual([]);
  });

  it('takes it over from an earlier process that signs no more', () => {
    const member = newMember(CONFIG, 0);
    step(member, { type: 'entry', entry: { seq: 3, record: sign('a-0', 4) } }, 0);
    const [own] = appends(step(member, { type: 'tick' }, 10));
    expect(own).toMatchObject({ expected: 3, record: { type: 'alive', life: 5, process: 'a-1' } });
  });

  it('leaves seats of the earlier process alone for its silence: what uses them may still run', () => {
    const member = joined();
    const other = (life: number): FleetRecord =>
      ({ ...sign('b-1', life), node: 'b', id: `b.${life}` }) as FleetRecord;
    const held: FleetRecord = { v: 1, id: 'b.9', type: 'held', pool: 'p', seat: 1, node: 'b', life: 1 };
    step(member, { type: 'entry', entry: { seq: 2, record: other(1) } }, 20);
    step(member, { type: 'entry', entry: { seq: 3, record: held } }, 20);
    step(member, { type: 'entry', entry: { seq: 4, record: other(2) } }, 100);
    const want = { type: 'want-seat', pool: 'p', seat: 1 } as const;
    expect(typesOf(step(member, want, 3000))).toEqual(['seat-refused']);
    expect(typesOf(step(member, want, 3100))).toEqual(['append']);
  });
});

describe('a seat', () => {
  const want = { type: 'want-seat', pool: 'p', seat: 1 } as const;
  const free = (seq: number): Entry => ({
    seq,
    record: { v: 1, id: `b.${seq}`, type: 'free', pool: 'p', seat: 1, node: 'b', life: 1 },
  });

  it('whose last record only a newer version understands is not free, whatever was there before', () => {
    const member = joined();
    step(member, { type: 'entry', entry: free(2) }, 20);
    step(member, { type: 'newer', subject: 'seat.p.1', seq: 3 }, 30);
    expect(typesOf(step(member, want, 40))).toEqual(['seat-refused']);
    // What is not a record does not make it free.
    step(member, { type: 'unreadable', subject: 'seat.p.1', seq: 4 }, 50);
    expect(typesOf(step(member, want, 60))).toEqual(['seat-refused']);
    // Not even after a long silence: there is nobody whose silence counts.
    expect(typesOf(step(member, want, 1e9))).toEqual(['seat-refused']);
    step(member, { type: 'entry', entry: free(5) }, 1e9);
    expect(appends(step(member, want, 1e9 + 10))).toMatchObject([{ subject: 'seat.p.1', expected: 5 }]);
  });

  it('on whose subject is something that is not a record is as free as before', () => {
    const member = joined();
    step(member, { type: 'entry', entry: free(2) }, 20);
    step(member, { type: 'unreadable', subject: 'seat.p.1', seq: 3 }, 30);
    expect(appends(step(member, want, 40))).toMatchObject([{ subject: 'seat.p.1', expected: 3 }]);
  });
});
