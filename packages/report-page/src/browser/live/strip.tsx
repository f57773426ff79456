import type { Now } from '@ballast/reporting';
import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText } from '@ballast/text';
import type { ComponentChildren, JSX } from 'preact';
import { clockText } from '../../components/clock-text.ts';
import { shown, shownName } from '../../components/text.ts';

interface StripProps {
  readonly now: Now;
  /** Since something was heard, in milliseconds. */
  readonly silence: number;
  readonly isConnected: boolean;
  /** Buttons that act on the batch. */
  readonly controls: ComponentChildren;
}

/** The present moment of a batch: how far it is, what runs, what waits and why, what happened last. */
export function Strip({ now, silence, isConnected, controls }: StripProps): JSX.Element {
  return (
    <section class="live" aria-labelledby="now">
      <h2 id="now">{HEADINGS[now.state]}</h2>
      <div class="card live-card">
        <Bar now={now} />
        <p class={silence > LATE || !isConnected ? 'heard late' : 'heard'} role="status">
          {isConnected ? `last heard ${formatDuration(silence)} ago` : 'the dashboard does not answer'}
        </p>
        <dl class="live-facts">
          <Fact label="tasks" text={tasksText(now)} />
          <Fact label="memory" text={memoryText(now)} />
          <Fact label="storage" text={storageText(now)} />
        </dl>
        {controls}
        <Waits now={now} />
        <Events now={now} />
      </div>
    </section>
  );
}

/** In milliseconds. */
const LATE = 10_000;

const HEADINGS = { running: 'Now', ended: 'At the end', gone: 'When its process went' } as const;

function Bar({ now }: { readonly now: Now }): JSX.Element {
  const { share, left, perMinute, stopping, paused, state } = now;
  const time = left === null ? null : `${formatDuration(left.from)} to ${formatDuration(left.to)} to go`;
  const words = [
    `${Math.floor(100 * share)} % of the predicted work is done`,
    ...(time === null ? [] : [time]),
    ...(perMinute === null || state !== 'running' ? [] : [`${perMinute} files a minute`]),
    ...(stopping === null ? [] : [`stopping: ${stopping}`]),
    ...(paused === null ? [] : [`admission is paused: ${paused}`]),
  ].join(' · ');
  return (
    <>
      <svg class="meter" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
        <rect class="all" width="100" height="4" />
        <rect class="cores" width={(100 * Math.min(1, share)).toFixed(1)} height="4" />
      </svg>
      <p class="progress">{shown(words)}</p>
    </>
  );
}

function Fact({ label, text }: { readonly label: string; readonly text: string }): JSX.Element | null {
  if (text === '') return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{shown(text)}</dd>
    </div>
  );
}

function tasksText({ tasks }: Now): string {
  const { computing, loading, waiting, held, starting, queued } = tasks;
  const parts = [
    `${computing} computing`,
    `${loading} loading`,
    ...(waiting > 0 ? [`${waiting} waiting`] : []),
    ...(held > 0 ? [`${held} held back`] : []),
    ...(starting > 0 ? [`${starting} starting`] : []),
    `${queued} queued`,
  ];
  return parts.join(', ');
}

function memoryText({ machine }: Now): string {
  if (machine === null) return '';
  const { used, held, budget } = machine;
  return `${formatBytes(used)} used, ${formatBytes(held)} of ${formatBytes(budget)} held`;
}

function storageText({ machine, state }: Now): string {
  if (machine === null || state !== 'running') return '';
  return `${formatBytes(machine.read)}/s with ${countText(machine.permits, 'load permit')}`;
}

function Waits({ now: { waits, state } }: { readonly now: Now }): JSX.Element | null {
  if (waits.length === 0 || state !== 'running') return null;
  return (
    <ul class="waits" aria-label="What waits, and why">
      {waits.map(({ words, tasks, file }) => (
        <li key={words}>
          <b>{countText(tasks, 'file')}</b>
          {' wait'}
          {tasks === 1 ? 's' : ''}
          {': '}
          <span class="file">{shownName(file)}</span>
          {tasks > 1 ? ' first' : ''}
          {` ${shown(words)}`}
        </li>
      ))}
    </ul>
  );
}

const EVENT_MARKS = { plain: '·', good: '✓', bad: '✕' } as const;

function Events({ now: { events } }: { readonly now: Now }): JSX.Element | null {
  if (events.length === 0) return null;
  return (
    <details>
      <summary>{`The last ${countText(events.length, 'event')}`}</summary>
      <ol class="events">
        {events.map(({ at, words, tone }, i) => (
          <li key={`${events.length - i} ${at}`}>
            <span class={tone === 'bad' ? 'mark bad' : 'mark'} aria-hidden="true">
              {EVENT_MARKS[tone]}
            </span>
            {` ${clockText(at)} `}
            {shown(words)}
          </li>
        ))}
      </ol>
    </details>
  );
}
