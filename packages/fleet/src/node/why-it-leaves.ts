import { type Fault, FaultError } from '@ballast/resource-model';

/** Too many faults of its own in a row. */
export function unfit({ code, message }: Fault): FaultError {
  return new FaultError({
    code: 'FLEET_UNFIT',
    message: `several files in a row could not be done for a fault of this machine, and were left to other nodes; the last one: ${message}`,
    hint: 'correct that on this machine, then start `ballast join` again',
    details: { fault: code },
  });
}

/** Another process has its name. */
export function taken(node: string, by: string): FaultError {
  return new FaultError({
    code: 'FLEET_NODE_TAKEN',
    message: `the process ${by} takes part as the node ${node} as well`,
    hint: 'give each machine a name of its own (`node` in its fleet file, or --node), and start one `ballast join` for each name',
    details: { node, by },
  });
}

/** A newer version takes part. */
export function outdated(subject: string): FaultError {
  return new FaultError({
    code: 'FLEET_RECORD_NEWER',
    message: `a newer version of Ballast takes part in this batch: this one cannot read its record of ${subject}`,
    hint: 'update Ballast on this machine to the version of the others',
    details: { subject },
  });
}
