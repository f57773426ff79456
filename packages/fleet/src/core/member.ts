import { type Board, emptyBoard } from './board.ts';
import type { Entry, FleetRecord, ResultFile } from './record.ts';

/** Times in milliseconds. Seats are safe only if `silence` is at least twice `fence`. */
export interface MemberConfig {
  readonly node: string;
  /** Of this very process: its records differ from those of an earlier one that had the same numbers. */
  readonly process: string;
  /** Time between two signs of life. */
  readonly sign: number;
  /** What holds a seat stops by itself this long after the last confirmed sign was sent. */
  readonly fence: number;
  /** If the signs of this node stay away for this long, the others take it for dead. */
  readonly silence: number;
  /** Memory at the beginning, in bytes. */
  readonly budget: number;
  readonly cores: number;
  /** The batch that it works on. */
  readonly board?: string;
}

/** An append that has no answer yet; at most one for each subject. */
export interface Pending {
  readonly record: FleetRecord;
  readonly expected: number;
  readonly sentAt: number;
}

/** A task that this node has claimed, or is about to claim. */
export interface Work {
  readonly task: number;
  readonly attempt: number;
  /** Whether it uses a seat of a pool. */
  readonly needsSeat: boolean;
  /** Place of the claim in the log; null while it is in flight. */
  claim: number | null;
  progress: 'claiming' | 'running' | 'ended';
  /** What to append about it; null while it runs. */
  end: WorkEnd | null;
}

export type WorkEnd =
  | { readonly kind: 'settled'; readonly outcome: string; readonly result: ResultFile | null }
  | {
      readonly kind: 'returned';
      readonly because: string;
      /** As in the record. */
      readonly fault?: string;
    };

/** What one node knows and does. Owned linearly: `step` changes it. */
export interface Member {
  readonly config: MemberConfig;
  readonly board: Board;
  life: number;
  beat: number;
  /** What the next sign of life announces. */
  budget: number;
  /** Numbers the records of this process. */
  serial: number;
  isJoined: boolean;
  /** Whether it was in the fleet at any time. */
  hasJoined: boolean;
  /** The process that has taken the name of this node since: this one is out. */
  replacedBy: string | null;
  /** When the last confirmed sign was sent. */
  confirmed: number;
  /** Since when this node has been in contact without a gap. */
  inContactSince: number;
  nextSign: number;
  readonly pending: Map<string, Pending>;
  /** Subject -> place of what is there and is not a record, as the log was followed. */
  readonly unreadable: Map<string, number>;
  /** Subject -> place of a record that only a newer version of Ballast understands: what it means is unknown. */
  readonly newer: Map<string, number>;
  readonly work: Map<number, Work>;
  /** Seats that this life holds, by their keys. */
  readonly seats: Set<string>;
  /** When the present sign of each node was first seen here. */
  readonly signSeen: Map<string, { readonly seq: number; readonly at: number }>;
  /** The present life of each node, and when it was first seen here. */
  readonly lifeSeen: Map<string, { readonly life: number; readonly at: number }>;
  /** When each life was found to be over, and whether this node found it. */
  readonly goneSeen: Map<string, { readonly at: number; readonly own: boolean }>;
}

export type MemberEvent =
  | { readonly type: 'tick' }
  /** The log was followed from the beginning to this entry. */
  | { readonly type: 'entry'; readonly entry: Entry }
  /** The same, but it is not a record, nor one of a newer version: it changes nothing, and the next record follows it. */
  | { readonly type: 'unreadable'; readonly subject: string; readonly seq: number }
  /** The same, and it is a record of a newer version: it may change everything. */
  | { readonly type: 'newer'; readonly subject: string; readonly seq: number }
  /** What this machine may use has changed, in bytes. */
  | { readonly type: 'budget'; readonly budget: number }
  /** The scheduler has chosen a task. */
  | { readonly type: 'want'; readonly task: number; readonly attempt: number; readonly needsSeat: boolean }
  | { readonly type: 'ended'; readonly task: number; readonly end: WorkEnd }
  | { readonly type: 'want-seat'; readonly pool: string; readonly seat: number }
  | { readonly type: 'leave-seat'; readonly pool: string; readonly seat: number }
  | { readonly type: 'appended'; readonly subject: string; readonly id: string; readonly seq: number }
  | { readonly type: 'refused'; readonly subject: string; readonly id: string; readonly last: Entry | null }
  /** The answer was lost; the subject has to be looked at. */
  | { readonly type: 'lost'; readonly subject: string; readonly id: string }
  | { readonly type: 'looked'; readonly subject: string; readonly id: string; readonly last: Entry | null };

export type MemberCommand =
  | {
      readonly type: 'append';
      readonly subject: string;
      readonly record: FleetRecord;
      readonly expected: number;
    }
  | { readonly type: 'look'; readonly subject: string; readonly id: string }
  /** The claim was won: the attempt may begin. */
  | { readonly type: 'run'; readonly task: number; readonly attempt: number }
  /** Another node was faster. */
  | { readonly type: 'claim-lost'; readonly task: number }
  /** The attempt has no claim any more. */
  | { readonly type: 'stop'; readonly task: number }
  /** Its result counts. */
  | { readonly type: 'counted'; readonly task: number }
  /** Its result does not count, and is to be removed. */
  | { readonly type: 'not-counted'; readonly task: number }
  | { readonly type: 'elsewhere'; readonly task: number; readonly node: string }
  | { readonly type: 'came-back'; readonly task: number }
  | { readonly type: 'settled-elsewhere'; readonly task: number; readonly outcome: string }
  | { readonly type: 'seat-held'; readonly pool: string; readonly seat: number }
  | { readonly type: 'seat-refused'; readonly pool: string; readonly seat: number }
  /** Another process has the name of this node: everything of this one has to end. */
  | { readonly type: 'replaced'; readonly by: string }
  /** What holds a seat may run until then, by this node's clock. */
  | { readonly type: 'fence'; readonly until: number };

export function newMember(config: MemberConfig, now: number): Member {
  return {
    config,
    board: emptyBoard(),
    life: 0,
    beat: 0,
    budget: config.budget,
    serial: 0,
    isJoined: false,
    hasJoined: false,
    replacedBy: null,
    confirmed: Number.NEGATIVE_INFINITY,
    inContactSince: now,
    nextSign: now,
    pending: new Map(),
    unreadable: new Map(),
    newer: new Map(),
    work: new Map(),
    seats: new Set(),
    signSeen: new Map(),
    lifeSeen: new Map(),
    goneSeen: new Map(),
  };
}

/** Until when seats may be used: counted from when the last confirmed sign was sent, not from when its answer came. */
export const fenceOf = ({ confirmed, config }: Member): number => confirmed + config.fence;

/** Whether signs of this node were confirmed lately: only then may it judge others. */
export function isInContact({ confirmed, config }: Member, now: number): boolean {
  return now - confirmed <= GAP * config.sign;
}

/** A longer time between two confirmed signs, in signs, is a gap: others were not heard in it either. */
export const GAP = 3;
