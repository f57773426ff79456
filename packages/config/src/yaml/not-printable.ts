/** Characters that YAML 1.2 does not allow unescaped. */
export const NOT_PRINTABLE: RegExp = /[^\t\n\r\x20-\x7e\x85\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
