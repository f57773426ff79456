import type { Series } from './series.ts';

/** Fields of the interface's object extra, by their bits. */
export const EXTRA = {
  environmentPos: 0,
  linePoint: 1,
  radialPos: 2,
  theta: 3,
  winchConnectionPoint: 6,
  rigidBodyPos: 7,
  bladeIndex: 12,
} as const;

/** The interface's numbers for the points of a variable's range graph along a line. */
const POINTS = { none: 0, nodes: 2, midSegments: 3, midSegmentsAndEnds: 4, ends: 5 } as const;

/** A constant curve of a range graph. */
export interface Limit {
  readonly name: string;
  readonly value: number;
}

/** One variable before its numbers are drawn. */
export interface Template {
  readonly name: string;
  readonly units: string;
  readonly kind: Series['kind'];
  readonly low: number;
  readonly high: number;
  readonly logged: boolean;
  readonly needs: readonly number[];
  readonly points: number;
  readonly upper: Limit | null;
  readonly lower: Limit | null;
  readonly available: boolean;
}

type Row = readonly [
  name: string,
  units: string,
  kind: Series['kind'],
  low: number,
  high: number,
  logged: boolean,
];
type Changes = Partial<Pick<Template, 'needs' | 'points' | 'upper' | 'lower' | 'available'>>;

function plain([name, units, kind, low, high, logged]: Row, changes: Changes = {}): Template {
  return {
    name,
    units,
    kind,
    low,
    high,
    logged,
    needs: [],
    points: POINTS.none,
    upper: null,
    lower: null,
    available: true,
    ...changes,
  };
}

/** Needs a position on the line, and has a range graph. */
function along(row: Row, points: number, changes: Changes = {}): Template {
  return plain(row, { needs: [EXTRA.linePoint], points, ...changes });
}

const POINT_ROWS: readonly Row[] = [
  ['X', 'm', 'ramp', 10, 200, true],
  ['Y', 'm', 'constant', -40, -5, true],
  ['Z', 'm', 'sine', 2, 30, true],
];

export const POINT: readonly Template[] = POINT_ROWS.map((row) => plain(row));
export const GENERAL: readonly Template[] = [
  plain(['Implicit Solver Iteration Count', '', 'square', 3, 12, false]),
];
export const ENVIRONMENT: readonly Template[] = [
  plain(['Elevation', 'm', 'sine', 1, 6, true]),
  plain(['Velocity', 'm/s', 'sum', 0.5, 3, true]),
];
export const VESSEL: readonly Template[] = [
  ...POINT,
  plain(['Rotation 1', 'deg', 'sum', 1, 9, true]),
  plain(['Rotation 2', 'deg', 'sine', 1, 5, true]),
];
export const LINE: readonly Template[] = [
  along(['Effective Tension', 'kN', 'sum', 800, 2400, true], POINTS.midSegmentsAndEnds, {
    upper: { name: 'Allowable Tension', value: 5000 },
    lower: { name: 'Segment Euler Load', value: -50 },
  }),
  along(['Wall Tension', 'kN', 'sum', 900, 2600, false], POINTS.midSegmentsAndEnds),
  along(['Bend Moment', 'kN.m', 'sine', 20, 90, false], POINTS.nodes, {
    upper: { name: 'Allowable Bend Moment', value: 120 },
  }),
  along(['Curvature', 'rad/m', 'square', 0.001, 0.02, false], POINTS.nodes),
  along(['Declination', 'deg', 'square', 85, 110, true], POINTS.midSegments),
  ...POINT_ROWS.map((row) => along(row, POINTS.nodes)),
];

/** What `--rich` adds to the objects above. */
export const RICH_ENVIRONMENT: readonly Template[] = [
  plain(['Static Pressure', 'kPa', 'sum', 100, 300, false], { needs: [EXTRA.environmentPos] }),
];
export const RICH_VESSEL: readonly Template[] = [
  plain(['Air Gap', 'm', 'sine', 4, 12, false], { needs: [EXTRA.rigidBodyPos] }),
];
export const RICH_LINE: readonly Template[] = [
  along(['End Force', 'kN', 'sum', 500, 1500, false], POINTS.ends),
  along(['End Moment', 'kN.m', 'sine', 20, 90, false], POINTS.ends),
  along(['Max von Mises Stress', 'kPa', 'sum', 9000, 50000, false], POINTS.nodes),
  along(['ZZ Stress', 'kPa', 'sine', 9000, 50000, false], POINTS.nodes, {
    needs: [EXTRA.linePoint, EXTRA.radialPos, EXTRA.theta],
  }),
  along(['Slug Flow Rate', 'te/s', 'sine', 1, 3, false], POINTS.none, { available: false }),
];
export const CONNECTOR: readonly Template[] = [
  plain(['Tension', 'kN', 'sum', 100, 400, false]),
  plain(['Length', 'm', 'sine', 20, 60, false]),
];
export const WINCH: readonly Template[] = [
  plain(['Tension', 'kN', 'sum', 100, 400, false], { needs: [EXTRA.winchConnectionPoint] }),
  plain(['Length', 'm', 'sine', 20, 60, false]),
];
export const TURBINE: readonly Template[] = [
  plain(['Blade Pitch', 'deg', 'sine', 2, 20, false], { needs: [EXTRA.bladeIndex] }),
];
