import type { ChannelDefinition, ChannelSource, Conditioning } from '@ballast/results-model';
import { hasHostile } from '@ballast/text';
import fc from 'fast-check';
import type { Batch } from '../src/batch.ts';
import { anyText } from './arbitrary-tables.ts';

const name = fc.constantFrom('Root M', 'a`b', '1e5', 'true', 'hypot', 'pi', 'ä', '[kN] "x"');
const unit = fc.oneof(fc.constant(''), anyText).filter((text) => !hasHostile(text));
const positive = fc.double({ min: 1e-3, max: 1e3, noNaN: true });

/** Not the name of another definition, so that none goes round in a circle. */
function source(reader: Batch['reader']): fc.Arbitrary<ChannelSource> {
  const variable = anyText.map((text) => `S${text}`);
  if (reader !== 'orcaflex') return variable.map((own) => ({ object: null, variable: own, at: null }));
  return fc.record({
    object: anyText,
    variable,
    at: fc.constantFrom(null, { kind: 'end', end: 'A' } as const, { kind: 'touchdown' } as const),
  });
}

const filter = fc.oneof(
  fc.record({
    kind: fc.constantFrom('lowpass', 'highpass'),
    cutOff: positive,
    order: fc.integer({ min: 1, max: 10 }),
  }),
  fc
    .record({ kind: fc.constant('bandpass'), from: positive, order: fc.integer({ min: 1, max: 10 }) })
    .map((one) => ({
      ...one,
      to: one.from * 2,
    })),
);
const steps = fc
  .tuple(fc.option(positive), fc.option(fc.constantFrom('constant', 'linear')), filter)
  .map(([step, trend, last]) => [
    ...(step === null ? [] : [{ kind: 'resample', step }]),
    ...(trend === null ? [] : [{ kind: 'detrend', trend }]),
    { kind: 'filter', filter: last },
  ]) as fc.Arbitrary<readonly Conditioning[]>;

/** Definitions with different names, which a file for the reader may have. */
export function anyChannels(reader: Batch['reader']): fc.Arbitrary<readonly ChannelDefinition[]> {
  const of = source(reader);
  const definition: fc.Arbitrary<ChannelDefinition> = fc.oneof(
    fc.record({
      kind: fc.constant('formula' as const),
      name,
      formula: fc.constantFrom('x', '-x^2 / 3', 'hypot(x, 1)', "max(`x`, 'x')"),
      unit,
      series: of.map((one) => [{ name: 'x', source: one }]),
    }),
    fc.record({ kind: fc.constant('conditioned' as const), name, of, steps }),
    fc.record({
      kind: fc.constant('rose' as const),
      name,
      x: of,
      y: of,
      step: fc.constantFrom(15, 22.5, 90),
      unit,
    }),
  );
  return fc.uniqueArray(definition, { selector: (one) => one.name, maxLength: 4 });
}
