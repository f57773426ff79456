/** The page's script and style. The build puts the real ones here, see `build.mjs`. */
export const SCRIPT: string = '';
export const STYLE: string = '';
