export {
  type ConfigurationOptions,
  type ConfigurationText,
  type Converted,
  convert,
  loadDigitalmodel,
} from './load/load.ts';
export { configurationKind } from './translate/read-digitalmodel.ts';
