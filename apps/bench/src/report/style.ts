/** The complete style of a report: nothing is fetched. Classes have the colours of the plots. */
export const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 960px; margin: 2em auto; padding: 0 1em }
h1 { font-size: 1.6em } h2 { font-size: 1.25em; margin-top: 2.2em; border-bottom: 1px solid #ccc } h3 { font-size: 1em; margin: 1.4em 0 .3em }
table { border-collapse: collapse; font-size: 13px; margin: .6em 0 }
th, td { padding: .15em .7em .15em 0; text-align: right; vertical-align: top; border-bottom: 1px solid #e4e4e4 }
th:first-child, td:first-child { text-align: left } td.text, .words th, .words td { text-align: left }
.wide { overflow-x: auto } .not-met { font-weight: 600 } .off { font-weight: 600 }
svg { display: block; width: 100%; height: auto; font: 11px system-ui, sans-serif }
svg text { fill: #333 } .grid { stroke: #e2e2e2 } .interval { stroke: #444444; stroke-width: 2 }
.ours { stroke: #0b5394; stroke-width: 2 } .band { fill: #0b5394; opacity: .13 }
.budget { stroke: #b00020; stroke-width: 1.5; stroke-dasharray: 6 4 }
.loading { fill: #9fc5e8 } .computing, .whole-task { fill: #0b5394 }
@media print {
  body { max-width: none; margin: 0; font-size: 11px } table { font-size: 9px } th, td { padding-right: .8em }
  svg, tr, figure { break-inside: avoid } h2, h3 { break-after: avoid } .wide { overflow: visible }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact }
}
`;
