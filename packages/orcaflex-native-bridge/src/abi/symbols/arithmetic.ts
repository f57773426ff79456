/** Arithmetic on the caller's arrays: no model is needed. */
export const ARITHMETIC_SYMBOLS = {
  C_CalculateTimeSeriesStatistics: {
    returns: 'void',
    args: ['double*', 'int', 'double', 'inout TTimeSeriesStatistics', 'status'],
    prototype:
      'void __stdcall C_CalculateTimeSeriesStatistics(const double *values, int32_t count, double sampleInterval, _Inout_ TTimeSeriesStatistics *result, int32_t *lpStatus)',
  },
  C_AnalyseExtrema: {
    returns: 'void',
    args: ['double*', 'int', 'double*', 'double*', 'int*', 'int*', 'status'],
    prototype:
      'void __stdcall C_AnalyseExtrema(const double *values, int32_t count, double *max, double *min, int32_t *indexOfMax, int32_t *indexOfMin, int32_t *lpStatus)',
  },
  C_OpenExtremeStatistics: {
    returns: 'void',
    args: ['int', 'double*', 'double', 'extremes*', 'status'],
    prototype:
      'void __stdcall C_OpenExtremeStatistics(int32_t count, const double *values, double sampleInterval, void **extremes, int32_t *lpStatus)',
  },
  C_FitExtremeStatistics: {
    returns: 'void',
    args: ['extremes', 'in TExtremeStatisticsSpecification', 'status'],
    prototype:
      'void __stdcall C_FitExtremeStatistics(void *extremes, const TExtremeStatisticsSpecification *specification, int32_t *lpStatus)',
  },
  C_QueryExtremeStatistics: {
    returns: 'void',
    args: ['extremes', 'in TExtremeStatisticsQuery', 'inout TExtremeStatisticsOutput', 'status'],
    prototype:
      'void __stdcall C_QueryExtremeStatistics(void *extremes, const TExtremeStatisticsQuery *query, _Inout_ TExtremeStatisticsOutput *output, int32_t *lpStatus)',
  },
  C_CalculateExtremeStatisticsExcessesOverThreshold: {
    returns: 'int',
    args: ['extremes', 'in? TExtremeStatisticsSpecification', 'double*', 'status'],
    prototype:
      'int32_t __stdcall C_CalculateExtremeStatisticsExcessesOverThreshold(void *extremes, const TExtremeStatisticsSpecification *specification, double *excesses, int32_t *lpStatus)',
  },
  C_SimulateToleranceIntervals: {
    returns: 'void',
    args: ['extremes', 'int', 'out TInterval[]', 'status'],
    prototype:
      'void __stdcall C_SimulateToleranceIntervals(void *extremes, int32_t simulations, TInterval *intervals, int32_t *lpStatus)',
  },
  C_CloseExtremeStatistics: {
    returns: 'void',
    args: ['extremes', 'status'],
    prototype: 'void __stdcall C_CloseExtremeStatistics(void *extremes, int32_t *lpStatus)',
  },
  C_CreateTimeHistorySummary: {
    returns: 'void',
    args: ['int', 'int', 'double*', 'double*', 'summary*', 'int*', 'status'],
    prototype:
      'void __stdcall C_CreateTimeHistorySummary(int32_t kind, int32_t samples, const double *times, const double *values, void **summary, int32_t *count, int32_t *lpStatus)',
  },
  C_CreateTimeHistorySummary2: {
    returns: 'void',
    args: [
      'int',
      'int',
      'in? TTimeHistorySummarySpecification',
      'double*',
      'double*',
      'summary*',
      'int*',
      'status',
    ],
    prototype:
      'void __stdcall C_CreateTimeHistorySummary2(int32_t kind, int32_t samples, const TTimeHistorySummarySpecification *specification, const double *times, const double *values, void **summary, int32_t *count, int32_t *lpStatus)',
  },
  C_GetTimeHistorySummaryValues: {
    returns: 'void',
    args: ['summary', 'double*', 'double*', 'status'],
    prototype:
      'void __stdcall C_GetTimeHistorySummaryValues(void *summary, double *x, double *y, int32_t *lpStatus)',
  },
  C_DestroyTimeHistorySummary: {
    returns: 'void',
    args: ['summary', 'status'],
    prototype: 'void __stdcall C_DestroyTimeHistorySummary(void *summary, int32_t *lpStatus)',
  },
  C_CreateCycleHistogramBins: {
    returns: 'void',
    args: ['int', 'double*', 'double', 'int*', 'bins*', 'status'],
    prototype:
      'void __stdcall C_CreateCycleHistogramBins(int32_t halfCycles, const double *ranges, double binSize, int32_t *count, TCycleBin **bins, int32_t *lpStatus)',
  },
  C_DestroyCycleHistogramBins: {
    returns: 'void',
    args: ['bins', 'status'],
    prototype: 'void __stdcall C_DestroyCycleHistogramBins(TCycleBin *bins, int32_t *lpStatus)',
  },
  C_CalculateRratio: {
    returns: 'void',
    args: ['int', 'double*', 'double*', 'double*', 'status'],
    prototype:
      'void __stdcall C_CalculateRratio(int32_t count, const double *ranges, const double *means, double *ratios, int32_t *lpStatus)',
  },
} as const;
