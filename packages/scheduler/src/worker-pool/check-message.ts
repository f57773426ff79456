import type { About, Answer, Answers, FromWorker } from '../worker/messages.ts';
import { LONGEST_TEXT } from '../worker/messages.ts';
import { wrongInReport } from './check-report.ts';
import { asObject, isAmount, isText } from './check-values.ts';

/** A message of a process that carries out orders, once it was compared with the order. */
export type CheckedMessage =
  | { readonly kind: 'sound'; readonly message: FromWorker }
  /** `reason` says what was expected and what was found. */
  | { readonly kind: 'wrong'; readonly reason: string }
  /** Not in our form: a library may use the same channel. */
  | { readonly kind: 'foreign' };

/**
 * Checks a message before it is believed. What a native library or another program in a worker's process has damaged must
 * not settle a task, least of all another one. `orders`: what the worker has
 * been given and has not answered yet, in this order.
 */
export function checkMessage(value: unknown, orders: readonly About[]): CheckedMessage {
  const message = asObject(value);
  if (message === null || message.ballast === undefined) return { kind: 'foreign' };
  if (message.ballast === 'answers') return checkAnswers(message, orders);
  const [order = null] = orders;
  const reason = wrongAddress(message, order) ?? wrongContent(message);
  if (reason !== null) return { kind: 'wrong', reason };
  return { kind: 'sound', message: value as FromWorker };
}

/** As many answers as there may be, each to the order that is due. */
function checkAnswers(message: Partial<Record<string, unknown>>, orders: readonly About[]): CheckedMessage {
  const { answers } = message;
  if (!Array.isArray(answers) || answers.length === 0 || answers.length > orders.length)
    return { kind: 'wrong', reason: `expected answers to at most ${orders.length} orders` };
  for (const [at, answer] of answers.entries()) {
    const reason = wrongAnswer(asObject(answer), orders[at] ?? null);
    if (reason !== null) return { kind: 'wrong', reason };
  }
  return { kind: 'sound', message: { ballast: 'answers', answers: answers as Answer[] } satisfies Answers };
}

function wrongAnswer(answer: Partial<Record<string, unknown>> | null, order: About | null): string | null {
  if (answer === null || (answer.ballast !== 'report' && answer.ballast !== 'thrown'))
    return 'expected an answer, found something else';
  return wrongAddress(answer, order) ?? wrongContent(answer);
}

function wrongAddress(
  { task, attempt }: Partial<Record<string, unknown>>,
  order: About | null,
): string | null {
  if (order === null) return 'expected no message without an order';
  if (task !== order.task) return `expected a message about task ${order.task}, found ${shown(task)}`;
  if (attempt !== order.attempt)
    return `expected a message about attempt ${order.attempt} of task ${order.task}, found ${shown(attempt)}`;
  return null;
}

function wrongContent(message: Partial<Record<string, unknown>>): string | null {
  switch (message.ballast) {
    case 'loading':
      return (
        wrongAmount(message.bytesRead) ??
        wrongAmount(message.resident) ??
        (message.stoppedAt === undefined ? null : wrongAmount(message.stoppedAt)) ??
        (message.startCpu === undefined ? null : wrongTime(message.startCpu))
      );
    case 'loaded':
    case 'settled-in':
      return wrongAmount(message.resident);
    case 'thrown':
      return isText(message.message) ? null : `expected a text of at most ${LONGEST_TEXT} characters`;
    case 'report':
      return wrongInReport(message.report);
    default:
      return `expected a known kind of message, found ${shown(message.ballast)}`;
  }
}

function wrongAmount(value: unknown): string | null {
  return isAmount(value) ? null : `expected a number of bytes, found ${shown(value)}`;
}

function wrongTime(value: unknown): string | null {
  return isAmount(value) ? null : `expected a number of milliseconds, found ${shown(value)}`;
}

/** Safe to print, and short. */
function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return value === undefined ? 'nothing' : `a value of type ${value === null ? 'null' : typeof value}`;
}
