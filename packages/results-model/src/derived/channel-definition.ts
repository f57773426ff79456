import type { FilterSpec } from '../conditioning/butterworth.ts';
import { positionText } from '../series/position.ts';
import type { ChannelSource, Conditioning, DerivedChannel } from './derived-channel.ts';

/** A definition in one sentence, for tables and reports: the formula, or every step with its parameters. */
export function channelDefinition(channel: DerivedChannel): string {
  if (channel.kind === 'conditioned')
    return `derived channel: ${[sourceText(channel.of), ...channel.steps.map(stepText)].join('; ')}`;
  const { formula, unit, series } = channel;
  const names = series.map(({ name, source }) => `${name}: ${sourceText(source)}`).join(', ');
  const meaning = names === '' ? '' : ` with ${names}`;
  return `derived channel: ${formula}${meaning}, sample by sample${unit === '' ? '' : `, in ${unit}`}`;
}

export function sourceText({ object, variable, at }: ChannelSource): string {
  return [object, variable, at === null ? null : `at ${positionText(at)}`]
    .filter((part) => part !== null)
    .join(' ');
}

function stepText(step: Conditioning): string {
  switch (step.kind) {
    case 'resample':
      return `linear interpolation every ${step.step} s from the first sample on`;
    case 'detrend':
      return step.trend === 'constant' ? 'minus its mean' : 'minus its line of least squares over time';
    case 'filter':
      return filterText(step.filter);
  }
}

function filterText(filter: FilterSpec): string {
  const band =
    filter.kind === 'bandpass'
      ? `band pass from ${filter.from} to ${filter.to} Hz`
      : `${filter.kind === 'lowpass' ? 'low pass' : 'high pass'} at ${filter.cutOff} Hz`;
  return (
    `Butterworth ${band}, order ${filter.order}, forward and backward (no phase; gain 1/2, -6 dB, at the cut-off), ` +
    'second-order sections, both ends extended by point reflection'
  );
}
