/// The parts of an ``HTMLWriter``'s page that are the same in every report.
enum HTMLReport {
    /// Whoever changes style or script writes their new hashes here: a test says which they are.
    private static let styleHash = "sha256-5zUavGRXVlXG/CM6YZ6JJPfbQJnyGOBg39Fhi2qWo2I="
    private static let scriptHash = "sha256-PQqeqdSXZVtKdj0XEpNY2qPQvz0njB6FTW/ZycXS/34="

    /// Up to the beginning of the body.
    static let head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(styleHash)'; script-src '\(scriptHash)'; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <title>OCPP log</title>
        <style>\(style)</style>
        </head>
        <body>

        """

    /// From the list of what was asked for to the first row.
    static let beforeRows = """
        <p id="where">What it holds is counted <a href="#end">at its end</a>. A page without that end is not whole.</p>
        </header>
        <div id="tools" hidden>
        <label for="filter">Filter</label> <input id="filter" type="search" autocomplete="off" spellcheck="false" placeholder="words that a row must hold">
        <label><input id="problems" type="checkbox"> Only errors and warnings</label>
        <button id="unfold" type="button">Unfold all</button>
        <output id="shown"></output>
        </div>
        <p class="legend"><span class="cp">sent by the station</span> <span class="csms">sent by the CSMS</span></p>
        <table>
        <thead><tr><th scope="col" class="number">No.</th><th scope="col" class="time">Time (UTC)</th>\
        <th scope="col" class="station">Station</th><th scope="col" class="connector">Conn.</th>\
        <th scope="col" class="direction">Direction</th><th scope="col" class="message">Message</th>\
        <th scope="col" class="result">Result</th><th scope="col" class="request">Request</th><th scope="col" class="response">Response</th></tr></thead>
        <tbody>

        """

    /// From the last row to the list of what the page holds.
    static let afterRows = """
        </tbody>
        </table>
        <section id="end">
        <h2>What this page holds</h2>

        """

    /// What stands behind that list.
    static let tail = """
        </section>
        <script>\(script)</script>
        </body>
        </html>

        """

    static let style = """

        :root {
          color-scheme: light dark;
          --page: #ffffff; --raised: #f4f6f8; --text: #1b1f24; --muted: #57606a; --line: #dfe4e9; --border: #818b98;
          --error: #b42318; --warning: #8a4b00; --ok: #1a6b3c; --link: #0b5cad; --cp: #faf5e3; --csms: #e9effb;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #0f1419; --raised: #1a212a; --text: #e6edf3; --muted: #9aa7b4; --line: #28313b; --border: #66727f;
            --error: #ff8a80; --warning: #f5b454; --ok: #6fd08c; --link: #79b8ff; --cp: #26220f; --csms: #162238;
          }
        }
        *, ::before, ::after { box-sizing: border-box; }
        [hidden] { display: none !important; }
        body {
          margin: 0; padding: 1.25rem 1.5rem 3rem; background: var(--page); color: var(--text);
          font: 0.875rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
        }
        h1, h2, p, dl, dd, pre { margin: 0; }
        h1 { font-size: 1.375rem; font-weight: 650; }
        h2 { margin-top: 0.75rem; font-size: 1rem; font-weight: 650; }
        a { color: var(--link); }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        code, pre, time, td.station { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 0.92em; }
        dl { max-width: 60rem; padding: 0.35rem 0; }
        dl div { display: flex; gap: 1rem; }
        dt { flex: 0 0 8.5rem; color: var(--muted); }
        dd { min-width: 0; overflow-wrap: anywhere; }
        #where { color: var(--muted); }
        #tools { display: flex; flex-wrap: wrap; gap: 0.5rem 0.9rem; align-items: center; margin-top: 1rem; }
        #tools label { color: var(--muted); }
        #filter { flex: 1 1 14rem; max-width: 30rem; }
        #filter, button { min-height: 2.25rem; padding: 0 0.7rem; font: inherit; color: var(--text); background: var(--page); border: 1px solid var(--border); border-radius: 6px; }
        button { color: var(--link); cursor: pointer; }
        #shown { color: var(--muted); }
        .legend { margin: 0.75rem 0 0.4rem; }
        .legend span { display: inline-block; padding: 0.1rem 0.5rem; border: 1px solid var(--line); border-radius: 4px; }
        table { width: 100%; table-layout: fixed; border-collapse: collapse; }
        th { padding: 0.4rem 0.6rem 0.4rem 0; text-align: left; font-size: 0.8125rem; font-weight: 600; color: var(--muted); border-bottom: 1px solid var(--border); vertical-align: bottom; }
        td { padding: 0.35rem 0.6rem 0.35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
        .number { width: 3rem; }
        .time { width: 6.75rem; }
        .station { width: 7.75rem; }
        .connector { width: 3rem; }
        .direction { width: 6.4rem; }
        .message { width: 12.5rem; }
        .result { width: 10.5rem; }
        .response { width: 12.5rem; }
        td.number a { color: var(--muted); text-decoration: none; }
        td.time span { display: block; font-size: 0.9em; color: var(--muted); }
        td.message { font-size: 0.94em; font-weight: 550; }
        td.direction, .latency { color: var(--muted); }
        .latency { white-space: nowrap; }
        small { display: block; font-size: 0.8125rem; color: var(--muted); }
        .ok .mark { color: var(--ok); }
        .note .mark { color: var(--muted); }
        .warning .mark { color: var(--warning); font-weight: 600; }
        .error .mark { color: var(--error); font-weight: 600; }
        td.request, td.response { padding-left: 0.5rem; border-left: 1px solid var(--line); }
        .cp td.request, .csms td.response, .legend .cp { background: var(--cp); }
        .csms td.request, .cp td.response, .legend .csms { background: var(--csms); }
        td.none { background: none !important; }
        summary { cursor: pointer; }
        summary code { word-break: break-all; }
        details[open] > summary code { display: none; }
        details[open] > summary::after { content: "fold"; color: var(--muted); }
        pre { white-space: pre-wrap; }
        tr:target td { box-shadow: inset 0 2px var(--link), inset 0 -2px var(--link); }
        @media print, (max-width: 62rem) {
          body { padding: 1rem 0.75rem 2rem; }
          dl div { display: block; padding-bottom: 0.2rem; }
          #filter { flex-basis: 100%; max-width: none; }
          table, tbody, tr { display: block; }
          thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          tr { padding: 0.5rem 0; border-bottom: 1px solid var(--border); }
          td[class] { display: block; width: auto; padding: 0; border: 0; }
          td.number, td.time, td.station, td.connector, td.direction { display: inline-block; max-width: 100%; padding-right: 0.6rem; }
          td.connector:empty, td.direction:empty { display: none; }
          td.time span { display: inline; }
          td.connector:not(:empty)::before { content: "connector "; color: var(--muted); }
          td.message { font-size: 1rem; }
          td.request, td.response { margin-top: 0.25rem; padding: 0.25rem 0.5rem; border: 0; }
          td.none { display: none; }
          td.request::before { content: "Request"; }
          td.response::before { content: "Response"; }
          td.request::before, td.response::before { display: block; font-size: 0.8125rem; color: var(--muted); }
          summary { min-height: 1.5rem; }
          tr:target { outline: 2px solid var(--link); }
          tr:target td { box-shadow: none; }
        }
        @media print {
          :root { color-scheme: light; --page: #ffffff; --text: #000000; --muted: #444444; --error: #8f1208; --warning: #6b3a00; --ok: #0f4a27; --line: #bbbbbb; --cp: #ffffff; --csms: #ffffff; }
          html { font-size: 11px; }
          body { padding: 0; }
          #tools, .legend, #where { display: none; }
          td.message, td.result { break-after: avoid; }
          details::details-content { content-visibility: visible; display: block; height: auto; }
          details > summary { display: none; }
        }

        """

    static let script = #"""

        "use strict";
        {
          const byID = (id) => document.getElementById(id);
          const rows = [...document.querySelectorAll("tbody tr")];
          const folds = [...document.querySelectorAll("details")];
          const [filter, problems, unfold, shown] = ["filter", "problems", "unfold", "shown"].map(byID);
          const texts = new Map();
          const textOf = (row) => {
            if (!texts.has(row)) texts.set(row, row.textContent.toLowerCase());
            return texts.get(row);
          };
          const isProblem = (row) => row.classList.contains("error") || row.classList.contains("warning");
          const apply = () => {
            const words = filter.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
            let count = 0;
            for (const row of rows) {
              row.hidden = (problems.checked && !isProblem(row)) || !words.every((word) => textOf(row).includes(word));
              if (!row.hidden) count += 1;
            }
            shown.textContent = count === rows.length ? `${count} shown` : `${count} of ${rows.length} shown`;
          };
          filter.addEventListener("input", apply);
          problems.addEventListener("change", apply);
          unfold.addEventListener("click", () => {
            const opens = folds.some((fold) => !fold.open);
            for (const fold of folds) fold.open = opens;
            unfold.textContent = opens ? "Fold all" : "Unfold all";
          });
          let folded = [];
          addEventListener("beforeprint", () => {
            folded = folds.filter((fold) => !fold.open);
            for (const fold of folded) fold.open = true;
          });
          addEventListener("afterprint", () => {
            for (const fold of folded) fold.open = false;
          });
          document.querySelector("header").append(byID("end"));
          byID("where").remove();
          byID("tools").hidden = false;
          apply();
        }

        """#
}
