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
  stRangeGraphError = 14,
  stInvalidObjectExtra = 15,
  stNotEnoughVars = 16,
  stUnrecognisedVarNum = 18,
  stInvalidHandle = 19,
  stUnexpectedError = 20,
  stInvalidIndex = 21,
  stNoSuchObject = 23,
  stLicensingError = 25,
  stUnrecognisedVarName = 26,
  stFileWriteError = 28,
  stOperationCancelled = 29,
  stInvalidDataName = 31,
  stInvalidDataType = 32,
  stInvalidStructureSize = 35,
  stRequiredModulesNotEnabled = 36,
  stPeriodNotYetStarted = 37,
  stInvalidModelState = 39,
  stInvalidModule = 41,
  stInvalidResultType = 42,
  stStructureSizeTooSmall = 48,
  stInvalidParameter = 49,
  stInvalidFileType = 52,
  stInvalidTimeHistoryValues = 54,
  stResultsNotLogged = 55,
  stInvalidArclengthRange = 58,
  stExtremeStatisticsFailed = 65,
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

enum ModelState { msReset = 0, msInStaticState = 2, msSimulationStopped = 4, msSimulationStoppedUnstable = 5 };
enum FileType { ftData = 0, ftStaticSimulation = 1, ftSimulation = 2 };
enum DataType { dtDouble = 0, dtInteger = 1, dtString = 2, dtBoolean = 5 };
enum ResultType { rtTimeHistory = 0, rtRangeGraph = 1, rtLinkedStatistics = 2, rtFrequencyDomain = 3 };
enum LinePoint { ptEndA = 0, ptEndB = 1, ptTouchdown = 2, ptNodeNum = 3, ptArcLength = 4 };
enum RadialPos { rpInner = 0, rpOuter = 1, rpMid = 2 };
enum LineResultPoints { lrpNone, lrpWholeLine, lrpNodes, lrpMidSegments, lrpMidSegmentsAndEnds, lrpEnds };
enum ArclengthMode { armEntire = 0, armArclengths = 1, armSections = 2 };
/* Numbers of the fields of an object extra; also the bits of a required-fields mask. */
enum ExtraField {
  efEnvironmentPos = 0,
  efLinePoint = 1,
  efRadialPos = 2,
  efTheta = 3,
  efWinchConnectionPoint = 6,
  efRigidBodyPos = 7,
  efBladeIndex = 12,
  efCount = 15
};
enum SummaryKind { skSpectralDensity, skEmpiricalDistribution, skRainflowHalfCycles, skRainflowAssociatedMean };
enum Distribution { edRayleigh = 0, edWeibull = 1, edGPD = 2 };
enum LicenceAction { laBegin = 0, laContinue = 1, laEnd = 2 };
enum ObjectType { otGeneral = 1, otEnvironment = 3, otVessel = 5, otLine = 6, ot6DBuoy = 7, ot3DBuoy = 8, otWinch = 9, otLink = 10, otConstraint = 12, otTurbine = 13 };

/* The values of the real library are not published either, so callers must ask the library for them. */
#define DEFAULT_REAL (-2.5e307)
#define UNDEFINED_REAL (-3.5e307)

#endif
