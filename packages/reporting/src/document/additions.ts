/**
 * What a report shows besides what its journal says. Whoever makes a report finds it and puts it into `Figures`; without it a
 * report is complete, too. Names and messages are as found.
 */
export interface Additions {
  readonly presentation: Presentation | null;
  readonly whatIf: WhatIf | null;
  readonly results: ResultFigures | null;
  readonly baseline: Baseline | null;
  /** Numbers that are defined in several ways, as the tables have them. */
  readonly definitions: readonly Definition[];
  /** Tables and report as they were written. */
  readonly outputs: readonly Output[];
  readonly pictures: Pictures;
}

export const NO_ADDITIONS: Additions = {
  presentation: null,
  whatIf: null,
  results: null,
  baseline: null,
  definitions: [],
  outputs: [],
  pictures: { shown: [], leftOut: 0 },
};

/** What the batch file says about the report. */
export interface Presentation {
  readonly title: string | null;
  readonly client: string | null;
  /** A picture as a `data:` address: PNG, JPEG or SVG. */
  readonly logo: string | null;
  readonly notes: string | null;
}

/** Pictures that the tables made. */
export interface Pictures {
  readonly shown: readonly {
    /** Of its file. */
    readonly name: string;
    readonly title: string;
    readonly caption: string;
    /** The picture as a `data:` address. */
    readonly source: string;
  }[];
  /** Pictures that are only beside the tables. */
  readonly leftOut: number;
}

export interface Definition {
  readonly table: string;
  readonly column: string;
  readonly definition: string;
}

export interface Output {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The batch on other machines, by simulation. */
export interface WhatIf {
  /** How many files were simulated; the others are represented by them. */
  readonly simulated: number;
  readonly of: number;
  /** This machine, simulated like the others: how far that is from what happened is how far to trust them. */
  readonly now: Variant;
  /** Simulated over measured makespan. */
  readonly nowRatio: number;
  /** Fastest first. */
  readonly variants: readonly Variant[];
  readonly says: string;
}

export interface Variant {
  readonly id: string;
  /** `twice the memory, 230 GiB`. */
  readonly words: string;
  readonly seconds: number;
  readonly boundBy: 'storage' | 'cores' | 'memory' | 'seats' | 'task';
  /** Time above the memory budget, and processes that were killed for memory. */
  readonly secondsOverBudget: number;
  readonly killed: number;
}

/** What the files contain, for the channels that tables name. */
export interface ResultFigures {
  /** Files with results. */
  readonly files: number;
  readonly channels: readonly ChannelFigures[];
  /** What the files can be shown against; the first one is their order. */
  readonly against: readonly Abscissa[];
  readonly along: readonly AlongLine[];
  readonly spectra: readonly Spectra[];
  readonly cycles: readonly Cycles[];
  /** What must not be trusted as it stands, a sentence each. */
  readonly doubts: readonly string[];
  /** What is in the tables, but not here, a sentence each. */
  readonly leftOut: readonly string[];
}

/** What files are shown against: an entry a point, which is a file, or a group of files. */
export interface Abscissa {
  readonly name: string;
  readonly unit: string;
  readonly x: readonly (number | null)[];
  /** The file of each point; of a group, null. */
  readonly task: readonly (number | null)[];
  /** Files of each point. */
  readonly count: readonly number[];
}

export interface ChannelFigures {
  readonly name: string;
  readonly unit: string;
  /** Of the simulation. */
  readonly period: string;
  readonly files: number;
  readonly min: number | null;
  readonly mean: number | null;
  readonly max: number | null;
  /** Largest standard deviation of a file. */
  readonly std: number | null;
  /** By abscissa, then by point: the smallest minimum, the mean of the means, the largest maximum. */
  readonly curves: readonly Curves[];
  /** Largest values first, then the smallest first. */
  readonly largest: readonly Extreme[];
  readonly smallest: readonly Extreme[];
  /** Numbers that are computed from all samples, such as damage-equivalent loads. */
  readonly reductions: readonly ReductionFigures[];
}

export interface Curves {
  readonly min: readonly (number | null)[];
  readonly mean: readonly (number | null)[];
  readonly max: readonly (number | null)[];
}

export interface Extreme {
  readonly task: number;
  readonly file: string;
  readonly value: number;
  /** Seconds of the simulation. */
  readonly at: number | null;
}

export interface ReductionFigures {
  /** As in the heading of its column, such as `del10`. */
  readonly label: string;
  readonly unit: string;
  readonly files: number;
  readonly mean: number;
  readonly max: number;
  /** The file with the largest value. */
  readonly file: string;
}

/** A variable along a line, over all files that have the arc length. */
export interface AlongLine {
  readonly name: string;
  readonly unit: string;
  readonly files: number;
  /** From end A, in the length unit of the model. */
  readonly arclength: readonly number[];
  readonly min: readonly (number | null)[];
  readonly mean: readonly (number | null)[];
  readonly max: readonly (number | null)[];
  /** What the model allows. */
  readonly lower: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
  /** File of the largest and of the smallest value. */
  readonly fileOfMax: string;
  readonly fileOfMin: string;
}

/** Densities of a few files. */
export interface Spectra {
  readonly name: string;
  readonly unit: string;
  readonly lines: readonly {
    readonly file: string;
    /** Hz. */
    readonly frequency: readonly number[];
    readonly density: readonly number[];
  }[];
}

/** Cycles by their range, summed over all files. */
export interface Cycles {
  readonly name: string;
  readonly unit: string;
  readonly files: number;
  readonly bins: readonly { readonly from: number; readonly until: number; readonly count: number }[];
}

/** What differs from another batch. */
export interface Baseline {
  readonly batch: string;
  /** Where it is, and when it began. */
  readonly folder: string;
  readonly startedAt: string;
  /** Differences up to this share are not listed: of figures of the run, and of results. */
  readonly tolerance: { readonly figures: number; readonly results: number };
  readonly figures: readonly BaselineChange[];
  readonly results: readonly BaselineChange[];
  /** Channels and files that only one of them has. */
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
  /** How many channels were compared. */
  readonly compared: number;
  readonly says: string;
}

export interface BaselineChange {
  /** `Took`, or a channel with its statistic. */
  readonly name: string;
  readonly unit: string;
  readonly before: number;
  readonly now: number;
  /** As they are shown. */
  readonly beforeText: string;
  readonly nowText: string;
  /** now / before - 1; null if there was nothing before. */
  readonly change: number | null;
  readonly resource: 'storage' | 'cores' | 'memory' | null;
}
