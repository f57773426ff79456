import type { Position } from '@ballast/results-model';
import { LINE_POINT, RADIAL_POSITION, type RadialPosition } from '../constants.ts';
import type { StructValue } from '../kinds.ts';
import { STRUCTS } from '../struct-table.ts';

/** Positions on a line. */
export type LinePosition = Exclude<Position, { kind: 'support' | 'point' }>;

export type Vector = readonly [x: number, y: number, z: number];

/** Everything a variable may need besides its object. Each variable reads only the fields it needs. */
export interface Place {
  /** The position along a line. */
  readonly on?: LinePosition;
  /** The position within a line's wall. */
  readonly radial?: RadialPosition;
  /** Degrees around a line's wall. */
  readonly theta?: number;
  /** A point in the sea, in global axes. */
  readonly point?: Vector;
  /** A point of a vessel, buoy or constraint, in its own axes. */
  readonly bodyPoint?: Vector;
  readonly wing?: string;
  readonly clearanceLine?: string;
  /** Connection point of a winch, from 1. */
  readonly winchConnection?: number;
  readonly externalResult?: string;
  readonly disturbanceVessel?: string;
  readonly support?: number;
  readonly supportedLine?: string;
  /** Blade of a turbine, from 1. */
  readonly blade?: number;
  readonly element?: number;
  readonly seaSurfaceScaling?: number;
}

const ORIGIN: Vector = [0, 0, 0];

/** Fields that the place does not name are sent as zero: no variable that the place suits reads them. */
export function objectExtra(place: Place | null): StructValue<'TObjectExtra2W'> | null {
  if (place === null) return null;
  return {
    Size: STRUCTS.TObjectExtra2W.size,
    EnvironmentPos: place.point ?? ORIGIN,
    ...linePoint(place.on),
    RadialPos: RADIAL_POSITION[place.radial ?? 'inner'],
    Theta: place.theta ?? 0,
    WingName: place.wing ?? null,
    ClearanceLineName: place.clearanceLine ?? null,
    WinchConnectionPoint: place.winchConnection ?? 0,
    RigidBodyPos: place.bodyPoint ?? ORIGIN,
    ExternalResultText: place.externalResult ?? null,
    DisturbanceVesselName: place.disturbanceVessel ?? null,
    SupportIndex: place.support ?? 0,
    SupportedLineName: place.supportedLine ?? null,
    BladeIndex: place.blade ?? 0,
    ElementIndex: place.element ?? 0,
    SeaSurfaceScalingFactor: place.seaSurfaceScaling ?? 0,
  };
}

type PointFields = Pick<StructValue<'TObjectExtra2W'>, 'LinePoint' | 'NodeNum' | 'ArcLength'>;

function linePoint(position: LinePosition = { kind: 'end', end: 'A' }): PointFields {
  const point = { NodeNum: 0, ArcLength: 0 };
  switch (position.kind) {
    case 'end':
      return { ...point, LinePoint: position.end === 'A' ? LINE_POINT.endA : LINE_POINT.endB };
    case 'touchdown':
      return { ...point, LinePoint: LINE_POINT.touchdown };
    case 'node':
      return { ...point, LinePoint: LINE_POINT.node, NodeNum: position.node };
    case 'arclength':
      return { ...point, LinePoint: LINE_POINT.arclength, ArcLength: position.arclength };
  }
}
