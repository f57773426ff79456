import { type Damage, type EquivalentLoad, type Reduction, reductionLabel } from '@ballast/results-model';

/** A reduction as an element of `statistics`, with every default written out. */
export function reductionOf(reduction: Reduction): unknown {
  switch (reduction.kind) {
    case 'absmax':
    case 'duration':
    case 'integral':
    case 'travel':
    case 'quantile':
      return reductionLabel(reduction);
    case 'del':
      return { del: equivalentLoadOf(reduction) };
    case 'damage':
      return { damage: damageOf(reduction) };
  }
}

function equivalentLoadOf({ m, residue, ends, reference, meanStress }: EquivalentLoad): unknown {
  return { m, residue, ends, ...reference, meanStress };
}

function damageOf({ name, curve, stress, dff, per, residue, ends, meanStress }: Damage): unknown {
  const { second, ...first } = curve;
  return { curve: { name, ...first, ...second }, ...stress, dff, per, residue, ends, meanStress };
}
