/** One data item of an object; `rows` is -1 if it is not indexed, and then it has one value. */
export interface PlannedDatum {
  readonly name: string;
  readonly type: 'double' | 'integer' | 'string' | 'boolean';
  readonly rows: number;
  readonly values: readonly (number | string | boolean)[];
}

type Value = PlannedDatum['values'][number];

function one(name: string, type: PlannedDatum['type'], value: Value): PlannedDatum {
  return { name, type, rows: -1, values: [value] };
}

function rows(name: string, type: PlannedDatum['type'], values: readonly Value[]): PlannedDatum {
  return { name, type, rows: values.length, values };
}

export function generalData(step: number, stages: readonly number[]): PlannedDatum[] {
  return [
    one('ActualLogSampleInterval', 'double', step),
    one('SpectralDensityFundamentalFrequency', 'double', 0.01),
    one('FrequencyDomainSampleInterval', 'double', step),
    one('StaticsEnabled', 'boolean', true),
    one('UnitsSystem', 'string', 'SI'),
    one('NumberOfStages', 'integer', stages.length),
    rows('StageDuration', 'double', stages),
  ];
}

export function environmentData(): PlannedDatum[] {
  return [
    one('WaterDepth', 'double', 120),
    one('WaveHeight', 'double', 7.5),
    one('WavePeriod', 'double', 11),
    one('WaveDirection', 'double', 165),
    rows('WaveName', 'string', ['Wave1']),
  ];
}

export function vesselData(): PlannedDatum[] {
  return [
    one('VesselType', 'string', 'Vessel Type1'),
    one('Length', 'double', 103),
    one('Draught', 'string', 'Draught1'),
  ];
}

export function lineData(sections: readonly number[], segments: number): PlannedDatum[] {
  const each = Math.floor(segments / sections.length);
  const last = segments - each * (sections.length - 1);
  return [
    rows('Length', 'double', sections),
    rows(
      'LineType',
      'string',
      sections.map((_, index) => `Line Type${index + 1}`),
    ),
    rows(
      'NumberOfSegments',
      'integer',
      sections.map((_, index) => (index === sections.length - 1 ? last : each)),
    ),
    one('EndAConnection', 'string', 'Vessel1'),
    one('EndBConnection', 'string', 'Anchored'),
  ];
}
