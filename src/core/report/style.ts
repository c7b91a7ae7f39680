/** The look of a report: light and dark as the reader's screen has it, always light on paper. Contrast of text is at least 4.5 : 1. */

const light = `--page:#f4f6fa;--card:#ffffff;--ink:#182032;--soft:#56607a;--line:#dfe4ee;--track:#eef1f7;
--calls:#c3d0ee;--answered:#6f93ea;--human:#2f5bd0;--leads:#0c8560;--refused:#c2453d;--left:#e0a23a;--gap:#2f5bd0;
--good:#0a7354;--bad:#a9352e;--warn:#8a5a00;--mine:#eef3ff;--theirs:#f1f3f7;`;
const dark = `--page:#0d121d;--card:#161d2b;--ink:#e9edf6;--soft:#a4afc5;--line:#2a3449;--track:#212a3c;
--calls:#3a4a73;--answered:#5d83e6;--human:#9db8ff;--leads:#3fcf9d;--refused:#ff857c;--left:#e7b653;--gap:#86a8ff;
--good:#52d6a8;--bad:#ff9a92;--warn:#efc15f;--mine:#1d2941;--theirs:#222a3a;`;

export const reportStyle = `
:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1080px;margin:0 auto;padding:40px 24px 56px}
header{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:baseline;justify-content:space-between;margin-bottom:24px}
h1{font-size:32px;line-height:1.2;margin:2px 0 6px;letter-spacing:-.02em;overflow-wrap:anywhere}
h2{font-size:18px;margin:0 0 2px;letter-spacing:-.01em}
p{margin:0}
.over{color:var(--soft);font-size:13px;font-weight:600;letter-spacing:.06em;text-transform:uppercase}
.soft,.note{color:var(--soft)}
.note{font-size:14px;margin-bottom:12px}
.state{border:1px solid var(--line);border-radius:99px;padding:3px 12px;font-size:14px;font-weight:600;background:var(--card)}
.state.active{color:var(--good);border-color:currentColor}
.state.paused{color:var(--warn);border-color:currentColor}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(180px,1fr));gap:14px;margin:0 0 14px;padding:0}
.tile,.card{background:var(--card);border:1px solid var(--line);border-radius:14px}
.tile{padding:16px 18px}
.tile dt{color:var(--soft);font-size:14px;font-weight:600}
.tile dd{margin:0}
.tile .value{font-size:34px;font-weight:700;line-height:1.25;letter-spacing:-.02em}
.tile.lead .value{color:var(--good)}
.tile .under{color:var(--soft);font-size:14px}
.grid2{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:14px;margin-bottom:14px}
.card{padding:20px 22px;min-width:0}
.wide{margin-bottom:14px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:15px}
th,td{padding:6px 10px 6px 0;text-align:left;vertical-align:middle}
thead th{color:var(--soft);font-size:13px;font-weight:600;border-bottom:1px solid var(--line);vertical-align:bottom}
tbody th{font-weight:500}
tbody tr+tr th,tbody tr+tr td{border-top:1px solid var(--line)}
.n{text-align:right;white-space:nowrap}
td.n{padding-left:6px}
.barcell{width:38%;min-width:80px;padding:0 0 0 10px}
th.name{overflow-wrap:anywhere;min-width:9em}
th.name .soft{font-size:13px}
thead th.n{white-space:normal;padding-left:6px}
.steps thead th.n{min-width:6em}.steps th.name{min-width:11em}
.funnel .barcell{width:50%}.funnel th.name{min-width:13em}
svg.bar{display:block;width:100%;height:12px;border-radius:4px;overflow:hidden}
.funnel svg.bar{height:26px;border-radius:6px}
.funnel tbody tr+tr th,.funnel tbody tr+tr td{border-top:0}
.funnel td.big{font-size:19px;font-weight:700}
svg.columns{display:block;width:100%;min-width:440px;height:auto;margin-top:6px}
.track{fill:var(--track)}.grid{stroke:var(--line);stroke-width:1}.axis{fill:var(--soft);font-size:11.5px}
.t-calls{fill:var(--calls)}.t-answered{fill:var(--answered)}.t-human{fill:var(--human)}.t-leads{fill:var(--leads)}
.t-refused{fill:var(--refused)}.t-left{fill:var(--left)}.t-gap{fill:var(--gap)}
line.mark{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3}text.mark{fill:var(--ink);font-size:12px;font-weight:600}
.touch{fill:transparent}g:hover>.touch{fill:var(--ink);fill-opacity:.06}
.legend{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;margin:0;padding:0;font-size:14px;color:var(--soft)}
.legend svg{width:11px;height:11px;margin-right:7px}
details{margin-top:8px;font-size:14px}
summary{cursor:pointer;color:var(--soft);font-weight:600;width:max-content;border-radius:4px}
summary:focus-visible{outline:2px solid var(--human);outline-offset:3px}
details table{font-size:14px;margin-top:6px}
.calls{columns:2 420px;column-gap:14px}
.call{break-inside:avoid;border:1px solid var(--line);border-radius:12px;padding:14px 16px;margin:0 0 14px}
.call h3{display:flex;flex-wrap:wrap;gap:2px 12px;justify-content:space-between;align-items:baseline;font-size:16px;margin:0}
.call h3 .soft{font-weight:400;font-size:14px}
.call ol{list-style:none;margin:10px 0 0;padding:0;font-size:15px}
.call li{margin:6px 0;display:flex;flex-direction:column;align-items:flex-start;overflow-wrap:anywhere}
.call li.callee{align-items:flex-end}
.call li b{font-size:12px;font-weight:600;color:var(--soft)}
.call li span{background:var(--theirs);border-radius:4px 12px 12px 12px;padding:6px 11px;max-width:88%}
.call li.callee span{background:var(--mine);border-radius:12px 4px 12px 12px}
.dot{display:inline-block;width:9px;height:9px;border-radius:50%;margin-right:8px;background:var(--answered)}
.dot.lead{background:var(--leads)}.dot.no{background:var(--refused)}.dot.away{background:var(--left)}
footer{color:var(--soft);font-size:13px;margin-top:20px}footer p{display:inline}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.gaps svg.columns{min-width:640px}
@media (max-width:560px){main{padding:24px 14px}h1{font-size:26px}.card{padding:16px 14px}.barcell{min-width:70px}th.name,.funnel th.name{min-width:7em}}
@page{size:A4;margin:13mm}
@media print{
:root{color-scheme:light;${light}--page:#fff}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
body{font-size:9.5pt;line-height:1.4}main{max-width:none;padding:0}
h1{font-size:20pt}h2{font-size:11pt}table{font-size:8.5pt}thead th,.note,.legend,.state{font-size:8pt}th,td{padding:4px 6px 4px 0}
.tiles{grid-template-columns:repeat(5,1fr);gap:8px}.tile{padding:10px 11px}.tile .value{font-size:18pt}.tile dt,.tile .under{font-size:8.5pt}
.grid2{grid-template-columns:1fr 1fr;gap:10px;margin-bottom:10px}.card{padding:12px 14px}.wide{margin-bottom:10px}
.card,.tile,tr,.call{break-inside:avoid}.card.long{break-inside:auto}h2,.note{break-after:avoid}
svg.columns{min-width:0}.scroll{overflow:visible}
details{display:none}
.barcell{min-width:38px;padding:0 0 0 6px}th.name{min-width:8.5em}th.name .soft{font-size:7.5pt}.funnel td.big{font-size:12pt}.funnel svg.bar{height:20px}.steps th.name,.funnel th.name{min-width:11.5em}
.calls{columns:2;column-gap:10px}.call{padding:8px 11px;margin-bottom:10px}.call h3{font-size:10pt}.call h3 .soft,.call>.soft{font-size:8.5pt}
.call ol{font-size:8.5pt;margin-top:3px}.call li{display:block;margin:2px 0}.call li b{font-size:7.5pt;margin-right:6px}.call li span,.call li.callee span{padding:0;background:none}.call li.callee span{font-weight:600}
footer{margin-top:6px;font-size:8pt}
}
`;
