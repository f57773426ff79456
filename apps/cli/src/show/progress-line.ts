import type { BatchProgress } from '@ballast/batch';
import { formatBytes, formatDuration } from '@ballast/resource-model';

/** The state of a batch in one line, most important part first; parts beyond `width` characters are left out. */
export function progressLine(progress: BatchProgress, width: number): string {
  return joined(
    [...stateParts(progress), leftText(progress), ...machineParts(progress, tasksText(progress))],
    width,
  );
}

/** As many parts as fit, but at least the first. */
export function joined(parts: readonly string[], width: number): string {
  const [first = '', ...rest] = parts.filter((part) => part !== '');
  let line = first;
  for (const part of rest) {
    const longer = `${line} | ${part}`;
    if (longer.length > width) break;
    line = longer;
  }
  return line;
}

/** How far the batch is, and what it waits for. */
export function stateParts(progress: BatchProgress): string[] {
  const { files, settled, failed } = progress;
  return [
    `${settled}/${files}`,
    failed > 0 ? `${failed} failed` : '',
    stopNotice(progress),
    progress.seatWait ?? '',
  ];
}

/** Empty as long as the time is unknown. */
export function leftText({ left }: BatchProgress): string {
  if (left === null) return '';
  const [from, to] = [formatDuration(left.from), formatDuration(left.to)];
  return from === to ? `about ${from} left` : `${from} to ${to} left`;
}

/** What the batch takes of the machine. `tasks`: what the workers do. */
export function machineParts(progress: BatchProgress, tasks = ''): string[] {
  const { totalBytes, settledBytes, readRate, boundBy } = progress;
  const { used, held, budget } = progress.memory;
  return [
    `memory ${formatBytes(used)} used, ${formatBytes(held)} of ${formatBytes(budget)} held`,
    `${formatBytes(settledBytes)} of ${formatBytes(totalBytes)}`,
    tasks,
    readRate === null ? '' : `reads ${formatBytes(readRate)}/s`,
    boundBy === null ? '' : `bound by ${boundBy}`,
  ];
}

function stopNotice({ mode }: BatchProgress): string {
  if (mode === 'draining') return 'draining: Ctrl-C again stops now';
  return mode === 'cancelling' ? 'stopping' : '';
}

function tasksText({ starting, loading, computing, atGate }: BatchProgress): string {
  const before = starting > 0 ? `${starting} starting, ` : '';
  return `${before}${loading} loading, ${computing} computing${atGate > 0 ? `, ${atGate} at the gate` : ''}`;
}
