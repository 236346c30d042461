/// How reports look, on a screen and on paper: the colours of the pages.
enum HTMLPageStyle {
    static let text = """

        :root { color-scheme: light dark; --page: #ffffff; --raised: #f4f6f8; --text: #1b1f24; --muted: #57606a; --line: #dfe4e9;
          --error: #b42318; --warning: #8a4b00; --ok: #1a6b3c; --link: #0b5cad; }
        @media (prefers-color-scheme: dark) { :root { --page: #0f1419; --raised: #1a212a; --text: #e6edf3; --muted: #9aa7b4;
          --line: #28313b; --error: #ff8a80; --warning: #f5b454; --ok: #6fd08c; --link: #79b8ff; } }
        *, ::before, ::after { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--text);
          font: 0.9375rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
        main { max-width: 75rem; margin: 0 auto; padding: 1.5rem; }
        h1 { margin: 0 0 0.25rem; font-size: 1.5rem; line-height: 1.25; }
        h2 { margin: 2rem 0 0.5rem; font-size: 1.125rem; }
        p { margin: 0.25rem 0; max-width: 65ch; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; margin: 0.75rem 0; }
        dt, .muted, caption { color: var(--muted); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .wide { overflow-x: auto; }
        .wide + .wide { margin-top: 1rem; }
        table { width: 100%; border-collapse: collapse; }
        caption { padding: 0.25rem 0; text-align: left; font-size: 0.8125rem; }
        th { padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; font-size: 0.8125rem; color: var(--muted); border-bottom: 1px solid var(--muted);
          vertical-align: bottom; }
        td { padding: 0.35rem 0.75rem 0.35rem 0; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
        td:first-child { white-space: nowrap; }
        tr.ok td:first-child { color: var(--ok); }
        tr.warning td:first-child, .verdict.warning { color: var(--warning); }
        tr.error td:first-child, .verdict.error { color: var(--error); font-weight: 600; }
        tr.note td:first-child { color: var(--muted); }
        .verdict { font-size: 1.125rem; font-weight: 650; }
        .verdict.ok { color: var(--ok); }
        code, pre { font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: 0.86em; }
        pre { margin: 0.25rem 0; padding: 0.5rem; background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; }
        details { border-bottom: 1px solid var(--line); padding: 0.25rem 0; }
        summary { cursor: pointer; overflow-wrap: anywhere; }
        @media print { main { max-width: none; padding: 0; } h2 { break-after: avoid; } tr, details { break-inside: avoid; }
          .wide { overflow: visible; } }
        @media (max-width: 40rem) { main { padding: 1rem 0.75rem; } dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.35rem; }
          td, td:first-child { display: block; padding: 0.1rem 0; border: 0; white-space: normal; }
          tr { display: block; padding: 0.5rem 0; border-bottom: 1px solid var(--line); } thead { display: none; } }

        """
}
