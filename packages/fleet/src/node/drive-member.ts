import { subjectOf } from '../core/board.ts';
import {
  type Member,
  type MemberCommand,
  type MemberConfig,
  type MemberEvent,
  newMember,
} from '../core/member.ts';
import type { Entry, FleetRecord } from '../core/record.ts';
import { step } from '../core/step.ts';
import type { LogEntry, SharedLog } from '../log/shared-log.ts';
import { checkRecord, isOfNewer } from '../records/check.ts';

/** Orders to the rest of a node; appends and looks are carried out here. */
export type NodeOrder = Exclude<MemberCommand, { type: 'append' | 'look' }>;

export interface DriveOptions {
  readonly config: MemberConfig;
  readonly log: SharedLog;
  readonly order: (order: NodeOrder) => void;
  /** Called once for each subject with something that is not a record, with the reason. */
  readonly refused?: (subject: string, reason: string) => void;
  /** Called with a subject that this node could only overwrite blindly: a newer version has written what a task or this node is. */
  readonly newer?: (subject: string) => void;
  /** Called with the entries of the log that are not about tasks, nodes and seats. */
  readonly besides?: (entry: LogEntry) => void;
  /** Called after every entry that was taken note of. */
  readonly noted?: () => void;
}

export interface DrivenMember {
  readonly member: Member;
  tell(event: Extract<MemberEvent, { type: 'budget' | 'want' | 'ended' | 'want-seat' | 'leave-seat' }>): void;
  /** Takes part no more. `leave`: tells the others, so that they do not wait for it. */
  stop(how?: { readonly leave: boolean }): Promise<void>;
}

/** What a member takes note of. */
const OF_MEMBERS = /^(?:t|node|seat)\./;

/** Looks at a subject again after this time if the log does not answer, in milliseconds. */
const LOOK_AGAIN = 500;
const TICKS_PER_SIGN = 4;

/** Takes part in a batch by a log: signs of life, claims and seats. Times are those of this process's own clock. */
export function driveMember(options: DriveOptions): DrivenMember {
  const { config, log, order, refused = () => undefined, besides = () => undefined, noted } = options;
  const member = newMember(config, performance.now());
  const stopped = new AbortController();
  const told = new Set<string>();
  const happen = (event: MemberEvent): void => {
    if (stopped.signal.aborted) return;
    for (const command of step(member, event, performance.now())) obey(command);
  };
  const later = (event: MemberEvent): void => {
    setTimeout(() => happen(event), LOOK_AGAIN).unref();
  };
  const entryOf = ({ subject, seq, text }: LogEntry): Entry | null => {
    const checked = checkRecord(text);
    const reason = checked.ok ? null : checked.reason;
    if (checked.ok && subjectOf(checked.record) === subject) return { seq, record: checked.record };
    if (!told.has(subject)) refused(subject, reason ?? 'it is about another subject');
    told.add(subject);
    return null;
  };
  const obey = (command: MemberCommand): void => {
    if (command.type === 'append') {
      const { subject, record, expected } = command;
      const about = { subject, id: record.id };
      log.append(subject, textOf(record), expected).then(
        (answer) =>
          happen(
            answer.kind === 'appended'
              ? { type: 'appended', ...about, seq: answer.seq }
              : { type: 'refused', ...about, last: answer.last === null ? null : entryOf(answer.last) },
          ),
        () => later({ type: 'lost', ...about }),
      );
    } else if (command.type === 'look') {
      const { subject, id } = command;
      log.last(subject).then(
        (last) => happen({ type: 'looked', subject, id, last: last === null ? null : entryOf(last) }),
        () => later({ type: 'lost', subject, id }),
      );
    } else order(command);
  };
  const follow = log.follow(
    1,
    (one) => {
      if (!OF_MEMBERS.test(one.subject)) return besides(one);
      const entry = entryOf(one);
      if (entry === null) {
        const { subject, seq } = one;
        const isNewer = isOfNewer(one.text);
        happen({ type: isNewer ? 'newer' : 'unreadable', subject, seq });
        if (!isNewer) return;
        if (subject.startsWith('t.') || subject === `node.${config.node}`) options.newer?.(subject);
        return;
      }
      happen({ type: 'entry', entry });
      noted?.();
    },
    stopped.signal,
  );
  const timer = setInterval(() => happen({ type: 'tick' }), config.sign / TICKS_PER_SIGN);
  return {
    member,
    tell: happen,
    stop: async ({ leave } = { leave: false }) => {
      stopped.abort();
      clearInterval(timer);
      if (leave) await sayGoodbye(member, log);
      await follow;
    },
  };
}

/** A record that nobody could read would be sent for ever, and what it is about would never end. */
function textOf(record: FleetRecord): string {
  const text = JSON.stringify(record);
  const checked = checkRecord(text);
  if (!checked.ok)
    throw new Error(
      `defect: ${subjectOf(record)} would get something that is not a record: ${checked.reason}`,
    );
  return text;
}

/** Declares the end of this life, once and without insisting: others would find out by its silence. */
async function sayGoodbye({ board, config, life }: Member, log: SharedLog): Promise<void> {
  const last = board.nodes.get(config.node);
  if (last?.record.type !== 'alive' || last.record.life !== life) return;
  const record = {
    v: 1,
    id: `${config.process}.end`,
    type: 'dead',
    node: config.node,
    life,
    by: config.node,
  };
  await log.append(subjectOf(last.record), JSON.stringify(record), last.seq).catch(() => undefined);
}
