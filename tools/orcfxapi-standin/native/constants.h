/* Numbers of the interface that this library uses. */
#ifndef STANDIN_CONSTANTS_H
#define STANDIN_CONSTANTS_H

enum Status {
  stOK = 0,
  stCreateModelError = 2,
  stModelHandleError = 3,
  stObjectHandleError = 4,
  stInvalidObjectType = 5,
  stFileNotFound = 6,
  stFileReadError = 7,
  stInvalidPeriod = 12,
  stInvalidVarNum = 13,
  stInvalidObjectExtra = 15,
  stUnrecognisedVarNum = 18,
  stInvalidHandle = 19,
  stUnexpectedError = 20,
  stInvalidIndex = 21,
  stNoSuchObject = 23,
  stUnrecognisedVarName = 26,
  stOperationCancelled = 29,
  stInvalidStructureSize = 35,
  stPeriodNotYetStarted = 37,
  stInvalidModelState = 39,
  stInvalidResultType = 42,
  stStructureSizeTooSmall = 48,
  stInvalidParameter = 49,
  stInvalidFileType = 52,
  stInvalidFileFormat = 67,
  stThreadAffinityError = 68
};

enum Period {
  pnBuildUp = 0,
  pnSpecified = 32001,
  pnLatestWave = 32002,
  pnWholeSimulation = 32003,
  pnStaticState = 32004
};

enum ModelState { msReset = 0, msSimulationStopped = 4, msSimulationStoppedUnstable = 5 };
enum ResultType { rtTimeHistory = 0, rtRangeGraph = 1, rtLinkedStatistics = 2, rtFrequencyDomain = 3 };
enum LinePoint { ptEndA = 0, ptEndB = 1, ptTouchdown = 2, ptNodeNum = 3, ptArcLength = 4 };
enum ObjectType { otGeneral = 1, otEnvironment = 3, otVessel = 5, otLine = 6, ot6DBuoy = 7, ot3DBuoy = 8 };

#endif
