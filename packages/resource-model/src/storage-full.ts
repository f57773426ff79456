/**
 * Codes of system errors that only writing brings about: no space left, the user's quota is used up, the file would be
 * larger than the file system or the user's limit allows.
 */
export const STORAGE_FULL_ERRORS: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
