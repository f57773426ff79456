import type { Figures } from '@ballast/reporting';
import { formatBytes, formatDuration } from '@ballast/resource-model';
import { countText } from '@ballast/text';
import type { ComponentChildren, JSX } from 'preact';
import { shown, shownName } from './text.ts';

interface AboutProps {
  readonly figures: Figures;
  /** The batch as it ran, as a batch file; null if it is not there. */
  readonly effectiveBatch: string | null;
}

/** Where the numbers come from: versions, machine, budget, settings, and how to run the batch again. */
export function About({ figures, effectiveBatch }: AboutProps): JSX.Element {
  const { batch, budget, machine, settings, cores, says } = figures;
  return (
    <section aria-labelledby="about">
      <h2 id="about">About this batch</h2>
      <dl class="about">
        <Entry label="made by">{`${batch.product}, journal version ${batch.journalVersion}`}</Entry>
        <Entry label="reader">{readerText(batch.reader)}</Entry>
        <Entry label="machine">{machineText(figures)}</Entry>
        <Entry label="memory budget">
          {`${formatBytes(budget.memory)}: ${budget.source}${budget.workers === null ? '' : `; at most ${countText(budget.workers, 'task')} at a time`}`}
        </Entry>
        <Entry label="cores">{countText(cores, 'logical processor')}</Entry>
        {machine !== null && (
          <Entry label="storage">{`${machine.storage}: ${machine.storageEvidence.join('; ')}`}</Entry>
        )}
        {settings !== null && <Entry label="settings">{settingsText(settings)}</Entry>}
        {batch.resumed > 0 && <Entry label="resumed">{countText(batch.resumed, 'time')}</Entry>}
        {says.workers !== '' && <Entry label="workers">{says.workers}</Entry>}
        {says.sizes !== '' && <Entry label="files">{says.sizes}</Entry>}
        {says.predictedMemory !== '' && (
          <Entry label="predictions">{`${says.predictedMemory} ${says.predictedCompute}`}</Entry>
        )}
        <Entry label="run it again">
          <code>ballast run batch.effective.yml</code> reads only what has changed.
        </Entry>
        <Entry label="how to read this">
          A file counts as succeeded if its simulation is complete and every column has a value. Memory used
          is the resident set of all worker processes together; memory held is what running attempts may take
          of the budget. All numbers are in report.json.
        </Entry>
        {figures.definitions.length > 0 && (
          <Entry label="definitions">
            <details>
              <summary>
                {countText(figures.definitions.length, 'number')} that tools define in several ways
              </summary>
              <ul class="definitions">
                {figures.definitions.slice(0, MOST_LISTED).map(({ table, column, definition }) => (
                  <li key={`${table} ${column}`}>
                    <code>{shownName(`${table}: ${column}`)}</code> {shown(definition)}
                  </li>
                ))}
              </ul>
              <Further all={figures.definitions.length} where="in definitions.csv beside the tables" />
            </details>
          </Entry>
        )}
        {figures.outputs.length > 0 && (
          <Entry label="files written">
            <details>
              <summary>{countText(figures.outputs.length, 'file')} with their SHA-256</summary>
              <ul class="definitions">
                {figures.outputs.slice(0, MOST_LISTED).map(({ name, bytes, sha256 }) => (
                  <li key={name}>
                    <code>{shownName(name)}</code> {shown(formatBytes(bytes))}{' '}
                    <code>{shownName(sha256)}</code>
                  </li>
                ))}
              </ul>
              <Further all={figures.outputs.length} where="in the journal; `ballast verify` compares them" />
            </details>
          </Entry>
        )}
        {effectiveBatch !== null && (
          <Entry label="batch">
            <details>
              <summary>the batch as it ran ({batch.hash.slice(0, 12)})</summary>
              <pre>{effectiveBatch.split('\n').map(shownName).join('\n')}</pre>
            </details>
          </Entry>
        )}
      </dl>
    </section>
  );
}

const MOST_LISTED = 200;

function Further({ all, where }: { readonly all: number; readonly where: string }): JSX.Element | null {
  return all <= MOST_LISTED ? null : <p>{`${all - MOST_LISTED} more are ${where}`}</p>;
}

function Entry({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <>
      <dt>{label}</dt>
      <dd>{typeof children === 'string' ? shown(children) : children}</dd>
    </>
  );
}

function readerText({ name, details }: Figures['batch']['reader']): string {
  const known = Object.entries(details).map(([key, value]) => `${key} ${value}`);
  return [name, ...known].join(', ');
}

function machineText({ batch, machine }: Figures): string {
  if (machine === null) return batch.host;
  return `${batch.host}: ${machine.cpu}, ${formatBytes(machine.memory)} of memory, ${machine.os}`;
}

function settingsText(settings: NonNullable<Figures['settings']>): string {
  const { policy, growth, nativeThreads, loads, timeout, hungAfter, seats } = settings;
  return [
    `policy ${policy}`,
    `memory grows ${growth.replaceAll('-', ' ')}`,
    `${countText(loads, 'load')} at first`,
    ...(nativeThreads > 1 ? [`${nativeThreads} threads for each task`] : []),
    ...(timeout === null ? [] : [`timeout after ${formatDuration(timeout)}`]),
    ...(hungAfter === null ? [] : [`hung after ${formatDuration(hungAfter)}`]),
    ...(seats === null ? [] : [countText(seats, 'licence seat')]),
  ].join(', ');
}
