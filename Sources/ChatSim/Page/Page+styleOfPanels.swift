extension Page {
    static let styleOfPanels = #"""
        #side {
          display: none; position: fixed; z-index: 5; inset: auto 0 0 0; max-height: 84dvh; overflow-y: auto; padding: 18px 16px calc(18px + env(safe-area-inset-bottom));
          background: var(--panel); border-radius: 20px 20px 0 0; box-shadow: var(--lift);
        }
        body.side-open #side { display: block; }
        body.side-open::after { content: ""; position: fixed; inset: 0; z-index: 4; background: rgb(0 0 0 / .35); }
        #close-side { position: absolute; top: 10px; right: 10px; }
        .card + .card { margin-top: 22px; padding-top: 18px; border-top: 1px solid var(--line); }
        .card h2 { font-size: 14px; font-weight: 600; }
        .card h3 { margin: 14px 0 6px; font-size: 12.5px; font-weight: 500; color: var(--soft); }
        #clock { margin: 6px 0 12px; line-height: 1.2; }
        #clock-time { display: block; font-size: 40px; font-weight: 300; letter-spacing: -.5px; font-variant-numeric: tabular-nums; }
        #clock-time small { font-size: 22px; color: var(--soft); }
        #clock-date { color: var(--soft); }
        .steps { display: grid; grid-template-columns: repeat(3, 1fr); gap: 7px; }
        .steps button, .rates button { min-height: 40px; padding: 0 6px; text-align: center; border-radius: 11px; background: var(--raised); border: 1px solid var(--line); }
        .steps button:hover, .rates button:hover { border-color: var(--accent); }
        .steps .wide { grid-column: 1 / -1; }
        .rates { display: grid; grid-template-columns: repeat(4, 1fr); }
        .rates button { border-radius: 0; margin-left: -1px; font-variant-numeric: tabular-nums; }
        .rates button:first-child { border-radius: 11px 0 0 11px; margin-left: 0; }
        .rates button:last-child { border-radius: 0 11px 11px 0; }
        .rates button[aria-pressed=true] { position: relative; background: var(--chosen); border-color: var(--accent); font-weight: 600; }
        #members { margin-top: 8px; }
        .person { display: flex; align-items: center; gap: 10px; width: 100%; min-height: 46px; padding: 5px 8px; border-radius: 10px; }
        .person:hover { background: var(--hover); }
        .person[aria-pressed=true] { background: var(--chosen); }
        .person .avatar { width: 34px; height: 34px; border-radius: 9px; font-size: 13px; }
        .person .who { flex: 1; min-width: 0; line-height: 1.3; }
        .person .who > span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }

        dialog {
          width: min(560px, 100vw); height: min(720px, 92dvh); max-width: none; max-height: none; padding: 0; border: 0; border-radius: 18px;
          background: var(--panel); color: var(--ink); box-shadow: var(--lift); overflow: hidden;
        }
        dialog[open] { display: flex; flex-direction: column; }
        dialog::backdrop { background: rgb(0 0 0 / .4); }
        dialog header { display: flex; align-items: center; justify-content: space-between; padding: 14px 14px 8px 20px; }
        dialog h2 { font-size: 17px; }
        #search { margin: 0 18px 10px; padding: 9px 14px; border-radius: 12px; font-size: 16px; background: var(--raised); border: 1px solid var(--line); }
        #search:focus { outline: none; border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
        #people { flex: 1; overflow-y: auto; padding: 0 12px 18px; overscroll-behavior: contain; }
        #people h3 { position: sticky; top: 0; z-index: 1; padding: 8px; font-size: 12.5px; font-weight: 600; color: var(--soft); background: var(--panel); }
        #people ul { display: grid; grid-template-columns: 1fr; gap: 2px; }
        @media (min-width: 520px) { #people ul { grid-template-columns: 1fr 1fr; } }
        @media (max-width: 519px) { dialog { margin: auto 0 0; border-radius: 18px 18px 0 0; } }
        @media (min-width: 760px) {
          #side { inset: 70px 16px auto auto; width: 310px; max-height: calc(100dvh - 90px); border-radius: 18px; border: 1px solid var(--line); }
          body.side-open::after { background: none; }
        }
        @media (min-width: 1180px) {
          #side { display: block; position: static; width: auto; max-height: none; height: 100dvh; border-radius: 0; border-width: 0 0 0 1px; box-shadow: none; padding: 20px; }
          #close-side { display: none; }
          body.side-open::after { content: none; }
        }

        """#
}
