import type { BatchProgress } from '@ballast/batch';
import { formatBytes, formatDuration } from '@ballast/resource-model';

/** The state of a batch in one line, most important part first; parts beyond `width` characters are left out. */
export function progressLine(progress: BatchProgress, width: number): string {
  const [first = '', ...rest] = parts(progress).filter((part) => part !== '');
  let line = first;
  for (const part of rest) {
    const longer = `${line} | ${part}`;
    if (longer.length > width) break;
    line = longer;
  }
  return line;
}

function parts(progress: BatchProgress): string[] {
  const { files, settled, failed, share, elapsed, totalBytes, settledBytes, readRate, boundBy } = progress;
  const { used, held, budget } = progress.memory;
  const left = (elapsed * (1 - share)) / share;
  return [
    `${settled}/${files}`,
    failed > 0 ? `${failed} failed` : '',
    stopNotice(progress),
    progress.seatWait ?? '',
    share > 0 && share < 1 ? `about ${formatDuration(left)} left` : '',
    `memory ${formatBytes(used)} used, ${formatBytes(held)} of ${formatBytes(budget)} held`,
    `${formatBytes(settledBytes)} of ${formatBytes(totalBytes)}`,
    tasksText(progress),
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
