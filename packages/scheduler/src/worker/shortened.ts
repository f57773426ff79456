import { LONGEST_DETAILS, LONGEST_TEXT, type WorkReport } from './messages.ts';

/** A report that the coordinator accepts: an error of a library may have a text of any length. */
export function shortened(report: WorkReport): WorkReport {
  // A module may return anything; the coordinator checks whether it is a report at all.
  if (report?.kind === 'failed' && typeof report.fault?.message === 'string') {
    const { details, ...fault } = report.fault;
    return {
      ...report,
      fault: {
        ...fault,
        message: fault.message.slice(0, LONGEST_TEXT),
        ...(fault.hint === undefined ? {} : { hint: fault.hint.slice(0, LONGEST_TEXT) }),
        ...(details === undefined || isTooLong(details) ? {} : { details }),
      },
    };
  }
  if (report?.kind === 'succeeded' && Array.isArray(report.notes)) {
    const notes = report.notes.map((note) => ({ ...note, message: note.message.slice(0, LONGEST_TEXT) }));
    return { ...report, notes };
  }
  return report;
}

function isTooLong(details: object): boolean {
  return JSON.stringify(details).length > LONGEST_DETAILS;
}
