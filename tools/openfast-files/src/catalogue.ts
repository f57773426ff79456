import { GUST, ROTOR, ROWS } from './catalogue-rows.ts';

/** A sine of a channel: frequency in Hz, amplitude in the channel's unit. */
export interface Wave {
  readonly frequency: number;
  readonly amplitude: number;
}

/** A channel before a file's own seed modifies it slightly. */
export interface ChannelKind {
  readonly name: string;
  readonly unit: string;
  readonly mean: number;
  readonly waves: readonly Wave[];
  /** Largest deviation of the noise. */
  readonly noise: number;
}

const NODE_KINDS = ['Vrel', 'Cl', 'Fx', 'Fy'] as const;
const NODE_UNITS = { Vrel: '(m/s)', Cl: '(-)', Fx: '(N/m)', Fy: '(N/m)' } as const;

/** The first `count` channels: the turbine's own, then nodes along the blades (`B1N004Fx`), as many as needed. */
export function channelKinds(count: number): ChannelKind[] {
  const kinds = ROWS.slice(0, count).map(
    ([name, unit, mean, waves, noise]): ChannelKind => ({
      name,
      unit,
      mean,
      waves: waves.map(([frequency, amplitude]) => ({ frequency, amplitude })),
      noise,
    }),
  );
  for (let extra = 0; kinds.length < count; extra += 1) kinds.push(nodeChannel(extra));
  return kinds;
}

function nodeChannel(extra: number): ChannelKind {
  const kind = NODE_KINDS[extra % NODE_KINDS.length] ?? 'Vrel';
  const blade = Math.floor(extra / NODE_KINDS.length) % 3;
  const node = Math.floor(extra / NODE_KINDS.length / 3) + 1;
  return {
    name: `B${blade + 1}N${String(node).padStart(3, '0')}${kind}`,
    unit: NODE_UNITS[kind],
    mean: 20 + 3 * node,
    waves: [
      { frequency: ROTOR, amplitude: 4 + node / 2 },
      { frequency: GUST, amplitude: 2 },
    ],
    noise: 0.5,
  };
}
