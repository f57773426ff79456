import type { ChannelDefinition, ChannelSource, Conditioning } from '@ballast/results-model';
import { positionOf } from './position-text.ts';

/** Derived channels as written in a batch file, with every default written out. */
export function channelsOf(channels: readonly ChannelDefinition[]): unknown {
  return Object.fromEntries(channels.map((one) => [one.name, definitionOf(one)]));
}

function definitionOf(channel: ChannelDefinition): unknown {
  switch (channel.kind) {
    case 'formula': {
      const series = channel.series.map(({ name, source }) => [name, sourceOf(source)]);
      return { formula: channel.formula, unit: channel.unit, series: Object.fromEntries(series) };
    }
    case 'conditioned':
      return { of: sourceOf(channel.of), ...Object.assign({ ...NO_STEPS }, ...channel.steps.map(stepOf)) };
    case 'rose': {
      const { x, y, step, unit } = channel;
      return { rose: { x: sourceOf(x), y: sourceOf(y), step, unit } };
    }
  }
}

const NO_STEPS = { resample: null, detrend: null, filter: null } as const;

function stepOf(step: Conditioning): object {
  switch (step.kind) {
    case 'resample':
      return { resample: { step: step.step } };
    case 'detrend':
      return { detrend: step.trend };
    case 'filter': {
      const { filter } = step;
      const cut = filter.kind === 'bandpass' ? [filter.from, filter.to] : filter.cutOff;
      return { filter: { [filter.kind]: cut, order: filter.order } };
    }
  }
}

function sourceOf({ object, variable, at }: ChannelSource): unknown {
  return { object, variable, at: positionOf(at) };
}
