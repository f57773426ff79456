/** Styles of cells, by their positions in the style sheet. */
export const BOLD = 1;
export const ITALIC = 2;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The style sheet of a workbook: plain, bold for headers, italic for units. */
export const STYLES: string = [
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="${MAIN}">`,
  '<fonts count="3">',
  ...['', '<b/>', '<i/>'].map((look) => `<font>${look}<sz val="11"/><name val="Calibri"/></font>`),
  '</fonts>',
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  '<cellXfs count="3">',
  ...[0, BOLD, ITALIC].map((font) => {
    return `<xf numFmtId="0" fontId="${font}" fillId="0" borderId="0" xfId="0" applyFont="1"/>`;
  }),
  '</cellXfs>',
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
  '</styleSheet>',
].join('');
