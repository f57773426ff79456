import type { Alert, Figures, LookGroup } from '@ballast/reporting';
import { countText } from '@ballast/text';
import type { JSX } from 'preact';
import { clockText } from './clock-text.ts';
import { shown, shownName } from './text.ts';

/** Files that a reason names, and reasons that a group names. */
const MOST_NAMES = 3;
const MOST_REASONS = 20;

/** Files that need a look, grouped by status and reason; nothing if every file succeeded. */
export function Look({ figures }: { readonly figures: Figures }): JSX.Element | null {
  const { look, tasks, alerts, notes } = figures;
  if (look.length === 0 && alerts.length === 0 && notes.length === 0) return null;
  return (
    <section aria-labelledby="look">
      <h2 id="look">What needs a look</h2>
      <div class="look card">
        {look.map((group, i) => (
          <Group key={group.status} group={group} names={tasks.file} isOpen={i === 0} />
        ))}
        {alerts.length > 0 && <Alerts alerts={alerts} />}
        {notes.length > 0 && <Notes notes={notes} />}
      </div>
    </section>
  );
}

const MARKS = { bad: '✕', warn: '▲' } as const;
const MARK_WORDS = { bad: 'did not succeed', warn: 'needs a look' } as const;

function Mark({ mark }: { readonly mark: LookGroup['mark'] }): JSX.Element {
  return (
    <span class={`mark ${mark}`} role="img" aria-label={MARK_WORDS[mark]}>
      {MARKS[mark]}
    </span>
  );
}

function Group({
  group,
  names,
  isOpen,
}: {
  readonly group: LookGroup;
  readonly names: readonly string[];
  readonly isOpen: boolean;
}): JSX.Element {
  const { status, mark, next, count, reasons } = group;
  const rest = reasons.slice(MOST_REASONS).reduce((sum, { tasks }) => sum + tasks.length, 0);
  return (
    <details open={isOpen}>
      <summary>
        <Mark mark={mark} />
        <span class="status">{status.replaceAll('-', ' ')}</span>
        <span class="next">{shown(next)}</span>
        <span>{countText(count, 'file')}</span>
      </summary>
      <ul>
        {reasons.slice(0, MOST_REASONS).map(({ words, tasks }) => (
          <li key={words}>
            <p>{shown(words)}</p>
            <div class="names file">
              {tasks.slice(0, MOST_NAMES).map((task) => (
                <span key={task}>{shownName(names[task] ?? '')}</span>
              ))}
              {tasks.length > MOST_NAMES && (
                <span>{`${tasks.length - MOST_NAMES} more with this reason`}</span>
              )}
            </div>
          </li>
        ))}
        {rest > 0 && <li>{`${countText(rest, 'more file')} with other reasons: all are in report.json`}</li>}
      </ul>
    </details>
  );
}

function Alerts({ alerts }: { readonly alerts: readonly Alert[] }): JSX.Element {
  return (
    <details>
      <summary>
        <Mark mark="warn" />
        <span class="status">on the way</span>
        <span class="next">what somebody who watched the batch would have noticed</span>
        <span>{countText(alerts.length, 'alert')}</span>
      </summary>
      <ul>
        {alerts.slice(0, MOST_REASONS).map((alert) => (
          <li key={`${alert.code} ${alert.since}`}>
            <p>{shown(alert.words)}</p>
            <div class="names">
              {shown(`After ${clockText(alert.since)}${lastsText(alert)}; ${alert.next}.`)}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

function lastsText({ since, until }: Alert): string {
  return until === null || until <= since ? '' : `, until ${clockText(until)}`;
}

function Notes({ notes }: { readonly notes: Figures['notes'] }): JSX.Element {
  return (
    <details>
      <summary>
        <Mark mark="warn" />
        <span class="status">the batch</span>
        <span class="next">warnings about the batch as a whole</span>
        <span>{countText(notes.length, 'warning')}</span>
      </summary>
      <ul>
        {notes.slice(0, MOST_REASONS).map(({ code, message }) => (
          <li key={message}>
            <p>{shown(`${code}: ${message}`)}</p>
          </li>
        ))}
      </ul>
    </details>
  );
}
