import Renderers

/// The frame that all pages share.
enum Page {
  static func html(title: String, body: [String]) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <meta name="generator" content="chainrule"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
    <link rel="icon" href="data:,"/>
    <title>\(Markup.escape(title))</title>
    <style>
    \(stylesheet)
    </style>
    </head>
    <body>
    \(body.filter { !$0.isEmpty }.joined(separator: "\n"))
    </body>
    </html>

    """
  }

  /// Light or dark as the reader prefers; one column that fits a phone; in print everything is open.
  private static let stylesheet = """
    :root{--paper:#fff;--ink:#1d2129;--faint:#6a7280;--line:#d8dce3;--soft:#f5f6f8;--accent:#1f5fbf;--good:#17733a;
      --bad:#b3261e;--warning:#8a5a00;--number:#0b5d7a;--command:#7a2e8a}
    @media (prefers-color-scheme:dark){:root{--paper:#15181d;--ink:#dfe3ea;--faint:#959dab;--line:#363c47;
      --soft:#1e232b;--accent:#7fb0ff;--good:#6fce8f;--bad:#ff8f86;--warning:#e6b35c;--number:#74c7e3;--command:#d79ae6}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;max-width:46rem;padding:1rem 1.25rem 3rem;background:var(--paper);color:var(--ink);
      font:1.05rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
    h1,h2,h3{line-height:1.25;margin:2.2rem 0 .8rem}
    h1{font-size:1.9rem;margin-top:1.2rem}h2{font-size:1.4rem}h3{font-size:1.1rem}
    p,ul,ol,dl{margin:.8rem 0}
    a{color:var(--accent)}
    nav{display:flex;gap:1rem;justify-content:space-between;font-size:.9rem}
    nav a{text-decoration:none}nav a:hover{text-decoration:underline}
    nav>:last-child{text-align:right}
    main+nav{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line)}
    code,pre{font-family:ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.875em}
    p code,li code,td code,dd code{background:var(--soft);border-radius:3px;padding:.1em .25em}
    pre{margin:0;overflow-x:auto;line-height:1.45}
    pre code{font-size:1em}
    main>pre,blockquote pre,li pre{background:var(--soft);border-radius:5px;padding:.6rem .8rem;margin:.8rem 0}
    math{font-family:"STIX Two Math","Latin Modern Math","Cambria Math","STIX Math","DejaVu Math TeX Gyre",math;font-size:1.08em}
    .formula{display:block;overflow-x:auto;overflow-y:hidden;padding:.25rem 0;margin:.6rem 0}
    blockquote{margin:.8rem 0;padding:.1rem 1rem;border-left:3px solid var(--line);color:var(--faint)}
    hr{border:0;border-top:1px solid var(--line);margin:2rem 0}
    img,svg{max-width:100%;height:auto}.output svg{max-width:max(100%,30rem)}
    .wide{overflow-x:auto}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums}
    th,td{padding:.25rem .7rem;text-align:left;vertical-align:top}
    .prose th,.table th{border-bottom:1.5px solid var(--faint)}
    .prose td,.table td{border-bottom:1px solid var(--line)}
    .cell{margin:1rem 0;border-radius:5px;border:1px solid var(--line);overflow:hidden;break-inside:avoid}
    .input{white-space:pre-wrap;background:var(--soft);border-left:4px solid var(--accent);padding:.5rem .8rem}
    .output{padding:.5rem .8rem .5rem calc(.8rem + 4px);overflow-x:auto;font-size:.92rem}
    .cell+.cell{margin-top:-.4rem}
    .error{border-left:4px solid var(--bad);padding-left:.8rem}
    .output .view{white-space:pre-wrap}.error .view,.output .steps{white-space:pre}
    .nobreak{white-space:nowrap}
    .output>*+*{margin-top:.5rem}
    .output table{font-family:ui-monospace,"Cascadia Mono","DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:.875em}
    .output caption,.note{color:var(--faint);text-align:left;white-space:nowrap;padding-bottom:.2rem}
    .note{white-space:normal;margin:.3rem 0 0;font-size:.95em}
    .output td,.output th{white-space:nowrap}.output td.long{white-space:normal;min-width:14rem}
    .matrix td{text-align:right;padding:.1rem calc(.6rem + var(--after,0)*1ch) .1rem .6rem}.matrix .faint{text-align:left}
    .matrix tbody tr>:first-child{border-left:1.5px solid var(--faint)}
    .matrix tbody tr>:last-child{border-right:1.5px solid var(--faint)}
    .table .number{text-align:right}.table th.number{color:inherit}
    figure{margin:0}
    .command{color:var(--command);font-weight:600}.number{color:var(--number)}.text{color:var(--good)}
    .comment,.faint{color:var(--faint)}.good{color:var(--good)}.bad{color:var(--bad)}.warning{color:var(--warning)}
    .heading,.emphasis,.name{font-weight:600}
    .exercise{margin:1.5rem 0;padding:.2rem 1.1rem .6rem;border:1px solid var(--line);border-left:4px solid var(--good);
      border-radius:5px}
    .exercise h3{margin:.7rem 0 .3rem}
    .exercise>.input{margin:.6rem 0}
    details{margin:.4rem 0;border-top:1px solid var(--line);padding-top:.4rem}
    summary{cursor:pointer;color:var(--accent)}
    dt{margin-top:.5rem}dd{margin:0 0 0 1.2rem}dd p{margin:.1rem 0}
    .notice{border:1px solid var(--warning);border-radius:5px;padding:.5rem .8rem}
    .contents{list-style:none;padding:0}
    .contents li{padding:.7rem 0;border-top:1px solid var(--line)}
    .contents a{font-weight:600;font-size:1.1rem}.contents p{margin:.2rem 0}.contents small{color:var(--faint)}
    @media (max-width:30rem){body{padding:.7rem .8rem 2rem;font-size:1rem}h1{font-size:1.55rem}
      nav{flex-wrap:wrap}.exercise{padding:.1rem .8rem .5rem}}
    @media print{body{max-width:none;font-size:10.5pt}nav{display:none}a{color:inherit}
      details::details-content{content-visibility:visible;display:block}pre{white-space:pre-wrap}}
    """
}
