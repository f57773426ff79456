import { describe, expect, it } from 'vitest';
import { conditioned, formula } from '../../test/derived.ts';
import { channelDefinition } from './channel-definition.ts';
import { channelsFor, expandedChannels, orderedChannels } from './definition-order.ts';
import type { RoseChannels } from './derived-channel.ts';

const names = (channels: readonly { readonly name: string }[]): string[] => channels.map(({ name }) => name);

describe('orderedChannels', () => {
  it('places every channel behind those that it is computed from', () => {
    const channels = [formula('A', 'B + C'), formula('B', 'C * x'), conditioned('C', 'x'), formula('D', 'x')];
    const ordered = orderedChannels(channels);
    expect(ordered.kind === 'ordered' && names(ordered.channels)).toEqual(['C', 'B', 'A', 'D']);
    expect(ordered.kind === 'ordered' && names(channelsFor('B', ordered.channels))).toEqual(['C', 'B']);
  });

  it('finds a circle', () => {
    const channels = [formula('X', 'A'), formula('A', 'B + 1'), conditioned('B', 'C'), formula('C', 'A')];
    expect(orderedChannels(channels)).toEqual({ kind: 'circle', names: ['A', 'B', 'C'] });
    expect(orderedChannels([formula('A', '2 * A')])).toEqual({ kind: 'circle', names: ['A'] });
  });

  it('takes a name that the formula gives to a series of the file for that series', () => {
    const source = { object: 'Line1', variable: 'Tension', at: null };
    const own = { ...formula('A', '2 * A'), series: [{ name: 'A', source }] };
    expect(orderedChannels([own])).toEqual({ kind: 'ordered', channels: [own] });
  });
});

describe('a rose', () => {
  const source = (variable: string) => ({ object: null, variable, at: null });
  const rose: RoseChannels = {
    kind: 'rose',
    name: 'RootM',
    x: source('Mx'),
    y: source('My'),
    step: 22.5,
    unit: 'kN-m',
  };

  it('is the magnitude, the direction, and components in all directions up to 180 degrees', () => {
    const channels = expandedChannels([rose]);
    expect(names(channels)).toEqual([
      'RootM',
      'RootM_direction',
      ...[0, 22.5, 45, 67.5, 90, 112.5, 135, 157.5].map((angle) => `RootM_${angle}`),
    ]);
    const text = (name: string): string | undefined => {
      const channel = channels.find((one) => one.name === name);
      return channel && channelDefinition(channel);
    };
    expect(text('RootM_0')).toBe('derived channel: x with x: Mx, sample by sample, in kN-m');
    expect(text('RootM_22.5')).toBe(
      'derived channel: x * cos(rad(22.5)) + y * sin(rad(22.5)) with x: Mx, y: My, sample by sample, in kN-m',
    );
    expect(text('RootM_90')).toBe('derived channel: y with y: My, sample by sample, in kN-m');
    expect(text('RootM_direction')).toBe(
      'derived channel: deg(atan2(y, x)) with x: Mx, y: My, sample by sample, in deg',
    );
  });
});
