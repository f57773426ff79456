/** The scripts and the style of the pages. The build puts the real ones here, see `build.mjs`. */
export const SCRIPT: string = '';
export const LIVE_SCRIPT: string = '';
export const STYLE: string = '';
export const LIVE_STYLE: string = '';
