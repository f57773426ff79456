// Frequencies of a 5 MW turbine on a floating platform, in Hz.
export const GUST = 0.017;
const SURGE = 0.0083;
const PITCH = 0.034;
const SEA = 0.098;
export const ROTOR = 0.2017;
const TOWER = 0.47;
const BLADES = 0.605;

/** One line of the table of channels. */
export type Row = readonly [
  name: string,
  unit: string,
  mean: number,
  waves: readonly (readonly [number, number])[],
  noise: number,
];

/** Channels of a floating 5 MW turbine, in the order in which files list them. */
export const ROWS: readonly Row[] = [
  [
    'Wind1VelX',
    '(m/s)',
    12,
    [
      [GUST, 2.1],
      [0.071, 0.9],
    ],
    0.6,
  ],
  [
    'Wind1VelY',
    '(m/s)',
    0.1,
    [
      [GUST, 1.1],
      [0.083, 0.5],
    ],
    0.5,
  ],
  [
    'Wind1VelZ',
    '(m/s)',
    0,
    [
      [0.031, 0.8],
      [0.11, 0.4],
    ],
    0.4,
  ],
  [
    'Wave1Elev',
    '(m)',
    0,
    [
      [SEA, 1.9],
      [0.127, 0.8],
    ],
    0.05,
  ],
  [
    'RotSpeed',
    '(rpm)',
    11.9,
    [
      [GUST, 0.4],
      [PITCH, 0.1],
    ],
    0.01,
  ],
  [
    'GenSpeed',
    '(rpm)',
    1154,
    [
      [GUST, 38],
      [PITCH, 9],
    ],
    1,
  ],
  [
    'GenPwr',
    '(kW)',
    4870,
    [
      [GUST, 310],
      [PITCH, 90],
    ],
    12,
  ],
  ['GenTq', '(kN-m)', 42.5, [[GUST, 1.6]], 0.1],
  [
    'BldPitch1',
    '(deg)',
    6.2,
    [
      [GUST, 2.4],
      [PITCH, 0.6],
    ],
    0.02,
  ],
  [
    'BldPitch2',
    '(deg)',
    6.2,
    [
      [GUST, 2.4],
      [PITCH, 0.6],
    ],
    0.02,
  ],
  [
    'BldPitch3',
    '(deg)',
    6.2,
    [
      [GUST, 2.4],
      [PITCH, 0.6],
    ],
    0.02,
  ],
  ['NacYaw', '(deg)', 0, [], 0],
  [
    'PtfmSurge',
    '(m)',
    9.6,
    [
      [SURGE, 3.4],
      [SEA, 0.9],
    ],
    0.02,
  ],
  [
    'PtfmSway',
    '(m)',
    -0.3,
    [
      [SURGE, 0.5],
      [SEA, 0.1],
    ],
    0.01,
  ],
  ['PtfmHeave', '(m)', -0.1, [[SEA, 0.7]], 0.01],
  ['PtfmRoll', '(deg)', 0.2, [[PITCH, 0.2]], 0.01],
  [
    'PtfmPitch',
    '(deg)',
    2.8,
    [
      [PITCH, 1.3],
      [SEA, 0.4],
    ],
    0.01,
  ],
  ['PtfmYaw', '(deg)', 0, [[0.021, 0.6]], 0.01],
  [
    'TwrBsFxt',
    '(kN)',
    690,
    [
      [PITCH, 240],
      [SEA, 160],
      [TOWER, 45],
    ],
    20,
  ],
  [
    'TwrBsFyt',
    '(kN)',
    -25,
    [
      [SEA, 60],
      [TOWER, 30],
    ],
    15,
  ],
  ['TwrBsFzt', '(kN)', -6100, [[SEA, 130]], 9],
  [
    'TwrBsMxt',
    '(kN-m)',
    2300,
    [
      [SEA, 2900],
      [TOWER, 1300],
    ],
    600,
  ],
  [
    'TwrBsMyt',
    '(kN-m)',
    51000,
    [
      [PITCH, 19000],
      [SEA, 9800],
      [TOWER, 3600],
    ],
    1500,
  ],
  [
    'TwrBsMzt',
    '(kN-m)',
    -60,
    [
      [BLADES, 1500],
      [GUST, 900],
    ],
    500,
  ],
  [
    'TTDspFA',
    '(m)',
    0.29,
    [
      [PITCH, 0.09],
      [TOWER, 0.03],
    ],
    0.005,
  ],
  [
    'TTDspSS',
    '(m)',
    -0.04,
    [
      [SEA, 0.02],
      [TOWER, 0.02],
    ],
    0.003,
  ],
  [
    'YawBrFxp',
    '(kN)',
    540,
    [
      [GUST, 150],
      [BLADES, 40],
    ],
    15,
  ],
  [
    'YawBrMyp',
    '(kN-m)',
    900,
    [
      [BLADES, 1400],
      [GUST, 500],
    ],
    300,
  ],
  [
    'RootFxb1',
    '(kN)',
    230,
    [
      [ROTOR, 70],
      [GUST, 40],
    ],
    9,
  ],
  ['RootFyb1', '(kN)', -20, [[ROTOR, 170]], 6],
  [
    'RootMxb1',
    '(kN-m)',
    900,
    [
      [ROTOR, 2900],
      [GUST, 300],
    ],
    90,
  ],
  [
    'RootMyb1',
    '(kN-m)',
    6900,
    [
      [ROTOR, 1600],
      [GUST, 1500],
      [TOWER, 250],
    ],
    240,
  ],
  [
    'RootMxb2',
    '(kN-m)',
    900,
    [
      [ROTOR, 2900],
      [GUST, 300],
    ],
    90,
  ],
  [
    'RootMyb2',
    '(kN-m)',
    6900,
    [
      [ROTOR, 1600],
      [GUST, 1500],
      [TOWER, 250],
    ],
    240,
  ],
  [
    'RootMxb3',
    '(kN-m)',
    900,
    [
      [ROTOR, 2900],
      [GUST, 300],
    ],
    90,
  ],
  [
    'RootMyb3',
    '(kN-m)',
    6900,
    [
      [ROTOR, 1600],
      [GUST, 1500],
      [TOWER, 250],
    ],
    240,
  ],
  [
    'RotTorq',
    '(kN-m)',
    4120,
    [
      [GUST, 190],
      [BLADES, 60],
    ],
    25,
  ],
  [
    'RotThrust',
    '(kN)',
    560,
    [
      [GUST, 130],
      [BLADES, 25],
    ],
    9,
  ],
  [
    'FAIRTEN1',
    '(N)',
    1.19e6,
    [
      [SURGE, 9.1e4],
      [SEA, 2.6e4],
    ],
    900,
  ],
  [
    'FAIRTEN2',
    '(N)',
    1.02e6,
    [
      [SURGE, 6.3e4],
      [SEA, 1.9e4],
    ],
    900,
  ],
  [
    'FAIRTEN3',
    '(N)',
    1.02e6,
    [
      [SURGE, 6.3e4],
      [SEA, 1.9e4],
    ],
    900,
  ],
  [
    'ANCHTEN1',
    '(N)',
    9.4e5,
    [
      [SURGE, 9e4],
      [SEA, 1.1e4],
    ],
    500,
  ],
];
