// The style of report pages: light and dark, screen and A4. Every text has a contrast of at least 4.5, every area of 3.

enum PageStyle {
  static let css = """
    :root{color-scheme:light dark;--ink:#1b1d1b;--quiet:#565c57;--paper:#fff;--line:#d3d7d3;--soft:#f3f6f3;--proved:#146c3c;
    --band:#b9dfc8;--generative:#146c3c;--transitional:#a87900;--extractive:#b3541e;--unrated:#868d94;--target:#7a1f5c}
    @media(prefers-color-scheme:dark){:root{--ink:#e9ece9;--quiet:#a9b1aa;--paper:#141614;--line:#3d433e;--soft:#1d211e;
    --proved:#6fd19b;--band:#265440;--generative:#6fd19b;--transitional:#dcc157;--extractive:#e5905f;--unrated:#8d959c;--target:#e69acb}}
    *{box-sizing:border-box}
    body{font:1rem/1.5 system-ui,-apple-system,"Segoe UI","DejaVu Sans",sans-serif;color:var(--ink);background:var(--paper);margin:0}
    main{max-width:72rem;margin:auto;padding:1.25rem clamp(.75rem,3vw,2rem) 3rem}
    h1{font-size:1.6rem;line-height:1.2;margin:.25rem 0}h2{font-size:1.15rem;margin:2rem 0 .5rem}
    .question{color:var(--quiet);margin:0}
    .truth{font-size:1.15rem;line-height:1.45;font-weight:600;border-left:.3rem solid var(--proved);background:var(--soft);
    padding:.75rem 1rem;margin:1rem 0 1.25rem;max-width:60rem}
    .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,28rem),1fr));gap:1.25rem;margin:.5rem 0 1rem}
    figure{margin:0;min-width:0}figcaption{font-size:.925rem;color:var(--quiet);margin-bottom:.25rem}svg.chart{display:block;width:100%;height:auto;max-width:36rem}
    section{margin-top:1.25rem}
    .scroll{overflow-x:auto;background:linear-gradient(to left,var(--paper) 35%,transparent) right/3rem 100% no-repeat local,
    linear-gradient(to left,var(--line),transparent) right/1rem 100% no-repeat scroll}.scroll:focus-visible{outline:2px solid var(--proved);outline-offset:2px}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.925rem;min-width:50%}
    th,td{padding:.3rem .7rem;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
    th:first-child,td:first-child{padding-left:0}
    thead th{color:var(--quiet);font-weight:600;border-bottom:2px solid var(--line);vertical-align:bottom}
    thead th{white-space:normal;min-width:4.2rem}tbody th{font-weight:400}tbody tr:hover{background:var(--soft)}
    .w{white-space:normal;min-width:13rem;overflow-wrap:anywhere}
    @media(max-width:64rem){th:first-child,td:first-child{position:sticky;left:0;background:var(--paper);padding-right:.7rem}}
    @media(max-width:30rem){tbody th.t{white-space:normal;max-width:9rem}th,td{padding:.3rem .5rem}}
    .n{text-align:right}tfoot td,tfoot th{font-weight:650;border-bottom:0;border-top:2px solid var(--line)}
    ul{margin:.75rem 0;padding-left:1.2rem;color:var(--quiet);font-size:.925rem}
    footer{margin-top:2rem;padding-top:.5rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.925rem}
    svg text{fill:var(--ink);font-size:13px}svg .quiet{fill:var(--quiet)}svg .grid{stroke:var(--line)}svg .axis{stroke:var(--quiet)}
    svg .band{fill:var(--band)}svg .proved{fill:none;stroke:var(--proved);stroke-width:2.5;stroke-linejoin:round}
    svg .dot{fill:var(--proved)}svg .target{fill:none;stroke:var(--target);stroke-width:2;stroke-dasharray:6 4}
    svg text.target{fill:var(--target);stroke:var(--paper);stroke-width:4px;stroke-dasharray:none;paint-order:stroke;font-weight:600}
    svg .generative{fill:var(--generative)}svg .transitional{fill:var(--transitional)}svg .extractive{fill:var(--extractive)}
    svg .unrated{fill:var(--unrated)}svg .part{stroke:var(--paper);stroke-width:1}
    svg .up{fill:var(--generative)}svg .down{fill:var(--extractive)}
    @media(max-width:30rem){svg.chart text{font-size:14px}}
    @media print{:root{color-scheme:light;--ink:#000;--quiet:#444;--paper:#fff;--line:#bbb;--soft:#fff;--proved:#146c3c;--band:#b9dfc8;
    --generative:#146c3c;--transitional:#a87900;--extractive:#b3541e;--unrated:#868d94;--target:#7a1f5c}
    @page{size:A4;margin:14mm}body{font-size:8.5pt}main{max-width:none;padding:0}h1{font-size:15pt}h2{font-size:11pt;break-after:avoid}
    .truth{font-size:10.5pt}ul,footer,figcaption{font-size:7.5pt}.charts{grid-template-columns:1fr 1fr}figure,tr,.truth{break-inside:avoid}
    .scroll{overflow:visible;background:none}.w{min-width:0}th:first-child,td:first-child{position:static}table{font-size:7.2pt;width:100%}th,td{padding:.15rem .35rem}thead{display:table-header-group}
    svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
    """
}
