/** Names in backticks that belong to others, and to whom. A stale name does not belong here: correct it. */
const FOREIGN: readonly (readonly [names: string, owner: string])[] = [
  ['n_jobs inner_max_num_threads tqdm', 'parameters of joblib, and a Python package'],
  ['--cores --keep-going mem_mb', 'options and resources of Snakemake'],
  ['HD NVMe', 'how an operating system names kinds of disks'],
  ['MoorDyn B1N004Fx', 'modules and channels of OpenFAST'],
  ['esm-only', 'a profile of are-the-types-wrong'],
  ['var', 'a keyword that the linter refuses'],
  [
    '--bar --dry-run --eta --halt --joblog --load --memsuspend --resume --sshlogin',
    'options of GNU parallel',
  ],
  ['jq', 'a program that reads JSON'],
  [
    'Crunch compute_aep dels ext_table extreme_channels fatigue_channels get_load_rankings magnitude_channels ' +
      'set_probability_wind_distribution summary_stats trim_data',
    'names of pCrunch',
  ],
  ['example.mjs', 'a file that a reader of a README makes'],
];

export const FOREIGN_NAMES: ReadonlySet<string> = new Set(FOREIGN.flatMap(([names]) => names.split(' ')));
