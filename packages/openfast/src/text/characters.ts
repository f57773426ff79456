// Bytes of ASCII characters that the text of a number or a line consists of.

export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
/** This one and all below it separate fields. */
export const BLANK = 0x20;
export const PLUS = 0x2b;
export const MINUS = 0x2d;
export const POINT = 0x2e;
export const ZERO = 0x30;
/** Makes a letter lower case if it is added to its bits. */
export const LOWER = 0x20;
export const LETTER_D = 0x64;
export const LETTER_I = 0x69;
export const LETTER_N = 0x6e;
