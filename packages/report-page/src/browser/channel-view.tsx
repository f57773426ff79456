import type { Extreme } from '@ballast/reporting';
import { countText } from '@ballast/text';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { XyMark } from '../charts/marks.ts';
import { RowChart } from '../charts/row-chart.tsx';
import { digits } from '../charts/scale.ts';
import { XyChart } from '../charts/xy-chart.tsx';
import { shown, shownName } from '../components/text.ts';
import { type DrawnResults, unpackedCurves } from '../pack/drawn-results.ts';
import { CopyButton } from './copy-button.tsx';
import { envelopeOf, type Pointwise } from './envelope.ts';
import { Fitted } from './fitted.tsx';
import { select } from './selection.ts';

type Channel = DrawnResults['channels'][number];

interface ChannelViewProps {
  readonly results: DrawnResults;
  readonly channel: Channel;
  /** The number of an abscissa, or `mean` with that of a channel. */
  readonly against: string;
}

/** A channel over the files: its envelope, its extremes with their files, and its equivalent loads. */
export function ChannelView({ results, channel, against }: ChannelViewProps): JSX.Element {
  const found = useMemo(() => pointsOf(results, channel, against), [results, channel, against]);
  return (
    <>
      <Fitted>{(width) => <Envelope found={found} channel={channel} width={width} />}</Fitted>
      <div class="pair">
        <Extremes title="Largest" extremes={channel.largest} channel={channel} />
        <Extremes title="Smallest" extremes={channel.smallest} channel={channel} />
      </div>
      {channel.reductions.length > 0 && <Loads channel={channel} />}
    </>
  );
}

function pointsOf(results: DrawnResults, channel: Channel, against: string): Pointwise {
  const byMean = /^mean (\d+)$/.exec(against);
  const which = byMean === null ? Number(against) : 0;
  const abscissa = results.against[which];
  const packed = channel.curves[which] ?? channel.curves[0];
  const other = byMean === null ? undefined : results.channels[Number(byMean[1])];
  const [means] = other?.curves ?? [];
  return {
    label: other === undefined ? (abscissa?.name ?? '') : `mean of ${other.name}`,
    unit: other === undefined ? (abscissa?.unit ?? '') : other.unit,
    x: means === undefined ? (abscissa?.x ?? []) : unpackedCurves(means).mean,
    task: abscissa?.task ?? [],
    isByFile: (abscissa?.count.length ?? 0) === 0,
    curves: packed === undefined ? { min: [], mean: [], max: [] } : unpackedCurves(packed),
  };
}

interface EnvelopeProps {
  readonly found: Pointwise;
  readonly channel: Channel;
  readonly width: number;
}

function Envelope({ found, channel, width }: EnvelopeProps): JSX.Element {
  const { from, until, low, high, spans, means, lower, upper } = envelopeOf(found);
  const { name, unit, largest } = channel;
  const [top] = largest;
  const ringAt = found.isByFile && top !== undefined ? found.task.indexOf(top.task) : -1;
  const ringX = ringAt < 0 ? null : (found.x[ringAt] ?? null);
  const ring: XyMark[] =
    ringX === null || top === undefined
      ? []
      : [{ kind: 'ring', at: [ringX, top.value], words: endOf(top.file), colour: 'ink' }];
  const says = `${name} over ${found.label}, in ${countText(channel.files, 'file')}: from ${digits(channel.min ?? 0)} to ${digits(channel.max ?? 0)} ${unit}.`;
  const marks: XyMark[] = [
    ...(lower.length > 1 ? [{ kind: 'area' as const, lower, upper, colour: 'storage' as const }] : []),
    { kind: 'ticks', spans, colour: 'storage' },
    { kind: 'dots', points: means, colour: 'ink', size: means.length > 400 ? 2 : 4 },
    ...ring,
  ];
  return (
    <XyChart
      says={says}
      x={{
        label: found.unit === '' ? found.label : `${found.label}, ${found.unit}`,
        style: 'plain',
        from,
        until,
      }}
      y={{ label: unit, style: 'plain', from: low, until: high }}
      marks={marks}
      legend={[
        [
          'storage',
          found.isByFile
            ? 'smallest to largest value of each file'
            : 'smallest to largest value of the files of a group',
        ],
        ['ink', 'mean'],
      ]}
      width={width}
      height={Math.min(340, Math.round(0.6 * width))}
    />
  );
}

interface ExtremesProps {
  readonly title: string;
  readonly extremes: readonly Extreme[];
  readonly channel: Channel;
}

function Extremes({ title, extremes, channel: { name, unit } }: ExtremesProps): JSX.Element {
  const rows = extremes.map(({ value, at, file }) => [String(value), at === null ? '' : String(at), file]);
  const tsv = [[`${name} ${unit}`.trim(), 'time s', 'file'], ...rows];
  return (
    <section aria-label={`${title} values`} class="extremes">
      <div class="row-head">
        <h3>{title}</h3>
        <CopyButton rows={tsv} />
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">
              {unit === '' ? 'value' : shown(unit)}
            </th>
            <th scope="col" class="number">
              at, s
            </th>
            <th scope="col">file</th>
          </tr>
        </thead>
        <tbody>
          {extremes.map(({ task, value, at, file }) => (
            <tr key={task}>
              <td class="number">{digits(value, 6)}</td>
              <td class="number">{at === null ? '' : digits(at, 6)}</td>
              <td class="file">
                <button type="button" class="link" onClick={() => select(task)}>
                  {shownName(file)}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Loads({ channel: { name, reductions } }: { readonly channel: Channel }): JSX.Element {
  const most = Math.max(0, ...reductions.map(({ max }) => max));
  const says = `${name}: the largest values over the files are ${reductions.map(({ label, max }) => `${digits(max)} (${label})`).join(', ')}.`;
  return (
    <Fitted>
      {(width) => (
        <RowChart
          says={says}
          axis={{
            label: 'largest of all files; the line is the mean',
            style: 'plain',
            from: 0,
            until: most || 1,
          }}
          rows={reductions.map(({ label, unit, max, mean, file }) => ({
            name: label,
            value: Math.max(0, max),
            before: Math.max(0, mean),
            words: `${digits(max)} ${unit}, ${endOf(file)}`,
            colour: 'storage',
          }))}
          width={width}
        />
      )}
    </Fitted>
  );
}

const LONGEST = 24;

function endOf(file: string): string {
  const characters = [...file];
  return characters.length <= LONGEST ? file : `…${characters.slice(1 - LONGEST).join('')}`;
}
