import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { FaultError } from '@ballast/resource-model';
import { readControlFile } from './control-file.ts';
import { DONE } from './listen.ts';
import type { ControlOrder, ControlRequest } from './orders.ts';

/** A batch answers in far less, in milliseconds. */
const ANSWER_WITHIN = 10_000;

/** Whether a batch in this output folder takes orders from this user. */
export function takesOrders(output: string): boolean {
  return readControlFile(output) !== null;
}

/** Gives an order to the batch that runs in an output folder. `via`: by what, for the journal. Faults: CONTROL_NOT_THERE, CONTROL_REFUSED. */
export async function sendOrder(output: string, order: ControlOrder, via: string): Promise<void> {
  const found = readControlFile(output);
  if (found === null) throw notThere(output);
  const request: ControlRequest = { secret: found.secret, order, by: `${userName()}, ${via}` };
  const answer = await ask(found.address, `${JSON.stringify(request)}\n`).catch(() => null);
  if (answer === null) throw notThere(output);
  if (answer === DONE) return;
  throw new FaultError({
    code: 'CONTROL_REFUSED',
    message: `the batch in ${output} refused the order: ${answer}`,
    hint: 'look at `ballast dashboard` or `ballast explain` with the output folder',
    details: { path: output },
  });
}

function ask(address: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(address, () => socket.write(text));
    socket.setTimeout(ANSWER_WITHIN, () => socket.destroy(new Error('no answer')));
    socket.setEncoding('utf8').on('data', (more: string) => {
      answer += more;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer.trim()));
  });
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A user that has only a number, as in many containers.
    return `user ${process.getuid?.() ?? ''}`.trim();
  }
}

function notThere(output: string): FaultError {
  return new FaultError({
    code: 'CONTROL_NOT_THERE',
    message: `no batch in ${output} takes orders`,
    hint: 'start it with `ballast run --control`; otherwise Ctrl-C drains a batch',
    details: { path: output },
  });
}
