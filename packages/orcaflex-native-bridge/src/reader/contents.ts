import { isFault } from '@ballast/resource-model';
import type {
  FileContents,
  ListedObject,
  ListedStage,
  ListedVariable,
  PositionNeed,
} from '@ballast/results-model';
import { dataRowCount, dataValue } from '../abi/functions/data-calls.ts';
import type { KnownObject, LoadedModel } from '../model/loaded-model.ts';
import { factsOf } from './facts.ts';
import { needName, PositionNeeds } from './position-needs.ts';
import { seriesProblem } from './series-problem.ts';

/** The object whose data are the stages of the simulation. */
const GENERAL = 'General';

/** What a loaded model contains. */
export function contentsOf(
  model: LoadedModel,
  { writtenBy, size }: { readonly writtenBy: string; readonly size: number },
): FileContents {
  const facts = factsOf(model, writtenBy);
  const { samples, startTime, endTime } = facts;
  const hasStep = samples > 1 && startTime !== null && endTime !== null;
  return {
    format: facts.format,
    writtenBy,
    description: null,
    size,
    completeness: facts.completeness,
    warnings: facts.warnings,
    samples,
    counted: true,
    start: startTime,
    step: hasStep ? (endTime - startTime) / (samples - 1) : null,
    end: endTime,
    plannedEnd: facts.plannedEndTime,
    channels: [],
    objects: objectsOf(model),
    stages: stagesOf(model),
  };
}

/** The variables of an object; the objects if there is none of that name. */
export function alternativesIn(model: LoadedModel, object: string | null): string[] {
  const objects = model.objects();
  const own = objects.find(({ name }) => name.toLowerCase() === object?.toLowerCase());
  return own === undefined
    ? objects.map(({ name }) => name)
    : model.variables(own, null).map(({ name }) => name);
}

function objectsOf(model: LoadedModel): ListedObject[] {
  const needs = new PositionNeeds(model);
  return model.objects().map((object) => ({
    name: object.name,
    type: model.library.text('C_GetObjectTypeNameW', model.handle, object.type),
    variables: variablesOf(model, object, needs),
  }));
}

/** None for types and other objects without results, which the library refuses. */
function variablesOf(model: LoadedModel, object: KnownObject, needs: PositionNeeds): ListedVariable[] {
  try {
    return model.variables(object, null).map(({ id, name, unit }) => {
      return { name, unit, needs: needOf(object, id, needs) };
    });
  } catch (error) {
    seriesProblem(error);
    return [];
  }
}

function needOf(
  object: KnownObject,
  id: Parameters<PositionNeeds['of']>[1],
  needs: PositionNeeds,
): PositionNeed {
  return needName(needs.of(object, id));
}

/** The simulation begins with stage 0; a model without these data has no known stages. */
function stagesOf(model: LoadedModel): ListedStage[] {
  try {
    const { handle: of } = model.object(GENERAL);
    const name = 'StageDuration';
    const count = dataRowCount(model.library, { of, name }) ?? 0;
    const stages: ListedStage[] = [];
    let from = model.times.StartTime;
    for (let stage = 0; stage < count; stage += 1) {
      const duration = dataValue(model.library, { of, name, index: stage + 1 });
      if (typeof duration !== 'number') return [];
      stages.push({ stage, from, to: from + duration });
      from += duration;
    }
    return stages;
  } catch (error) {
    if (isFault(error) && error.class !== 'seat') return [];
    throw error;
  }
}
