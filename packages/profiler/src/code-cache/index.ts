export { changeV8Setting, type SettingChange } from '../v8-settings.ts';
export { type LoadedProgram, loadProgram, type ProgramPlace } from './load-program.ts';
