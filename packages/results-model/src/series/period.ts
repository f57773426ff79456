/**
 * The part of a simulation that a series covers. Times in seconds, inclusive at both ends.
 * `from: null` is the file's own start, `to: null` its own end.
 */
export type Period =
  | { readonly kind: 'whole' }
  | { readonly kind: 'range'; readonly from: number | null; readonly to: number | null }
  | { readonly kind: 'instant'; readonly time: number }
  | { readonly kind: 'static' }
  | { readonly kind: 'latest-wave' }
  | { readonly kind: 'stage'; readonly stage: number };

export const WHOLE: Period = { kind: 'whole' };

/** A short, unambiguous name, as printed in tables: `whole`, `[0, 10800]`, `stage 2`. */
export function periodText(period: Period): string {
  switch (period.kind) {
    case 'whole':
    case 'static':
    case 'latest-wave':
      return period.kind;
    case 'stage':
      return `stage ${period.stage}`;
    case 'instant':
      return `[${period.time}]`;
    case 'range':
      return `[${period.from ?? 'start'}, ${period.to ?? 'end'}]`;
  }
}
