import {
  extract,
  type PlannedStatistics,
  planReads,
  STATISTICS,
  UNPACED,
  WHOLE,
} from '@ballast/results-model';
