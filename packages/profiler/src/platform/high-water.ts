import { readFileSync, writeFileSync } from 'node:fs';

/** The largest resident set of this process since a moment of its choice. */
export interface HighWaterMark {
  /** Begins anew. */
  reset(): void;
  /** Bytes since `reset`; null where the system does not tell of this span. */
  read(): number | null;
}

/** Linux forgets the mark when told to; elsewhere only a new record of the whole process is known to be of this span. */
export function highWaterMark(): HighWaterMark {
  return process.platform === 'linux' ? linuxMark() : recordMark();
}

function linuxMark(): HighWaterMark {
  let works = true;
  return {
    reset: () => {
      try {
        writeFileSync('/proc/self/clear_refs', '5');
      } catch {
        works = false;
      }
    },
    read: () => {
      if (!works) return null;
      const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
      return found === null ? null : Number(found[1]) * 1024;
    },
  };
}

function recordMark(): HighWaterMark {
  const record = (): number => process.resourceUsage().maxRSS * 1024;
  let before = 0;
  return {
    reset: () => {
      before = record();
    },
    read: () => {
      const now = record();
      return now > before ? now : null;
    },
  };
}
