extension Page {
    static let styleOfShell = #"""
        :root {
          --ground: #eceeeb; --panel: #f8f9f7; --raised: #ffffff; --ink: #1b211d; --soft: #5e6861; --line: #dfe3de;
          --hover: #eef1ed; --chosen: #dfece2; --mine: #c5eab1; --mine-ink: #14260d; --accent: #1c7247; --on-accent: #ffffff; --bot: #1c7247;
          --link: #1d5fae; --mention: #dbe9fb; --alert: #c2352a; --alert-soft: #fbe9e6; --shade: 0 1px 2px rgb(20 40 25 / .07);
          --lift: 0 10px 34px rgb(15 30 20 / .18);
          color-scheme: light;
        }
        @media (prefers-color-scheme: dark) { :root:not([data-theme=light]) {
          --ground: #121513; --panel: #191d1a; --raised: #252a26; --ink: #e7ebe7; --soft: #9aa59c; --line: #2c332e;
          --hover: #222723; --chosen: #24352a; --mine: #2c5a37; --mine-ink: #f0f8ee; --accent: #57c48c; --on-accent: #07190f; --bot: #2b8058;
          --link: #8dbcff; --mention: #22344d; --alert: #ff8074; --alert-soft: #3a2220; --shade: none;
          --lift: 0 10px 40px rgb(0 0 0 / .6);
          color-scheme: dark;
        } }
        :root[data-theme=dark] {
          --ground: #121513; --panel: #191d1a; --raised: #252a26; --ink: #e7ebe7; --soft: #9aa59c; --line: #2c332e;
          --hover: #222723; --chosen: #24352a; --mine: #2c5a37; --mine-ink: #f0f8ee; --accent: #57c48c; --on-accent: #07190f; --bot: #2b8058;
          --link: #8dbcff; --mention: #22344d; --alert: #ff8074; --alert-soft: #3a2220; --shade: none;
          --lift: 0 10px 40px rgb(0 0 0 / .6);
          color-scheme: dark;
        }
        * { box-sizing: border-box; scrollbar-width: thin; scrollbar-color: var(--line) transparent; }
        [hidden] { display: none !important; }
        html, body { height: 100%; margin: 0; }
        body {
          background: var(--ground); color: var(--ink); overflow: hidden; -webkit-text-size-adjust: 100%;
          font: 15px/1.5 system-ui, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
        }
        h1, h2, h3, p, ul { margin: 0; padding: 0; }
        ul { list-style: none; }
        button, input, textarea { font: inherit; color: inherit; }
        button { cursor: pointer; border: 0; background: none; padding: 0; text-align: inherit; }
        button:disabled { cursor: default; }
        :focus { outline: none; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        svg { width: 22px; height: 22px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
        .soft { color: var(--soft); font-size: 13px; }
        .skip { position: absolute; left: 8px; top: -60px; z-index: 9; padding: 8px 14px; border-radius: 8px; background: var(--accent); color: var(--on-accent); }
        .skip:focus { top: 8px; }
        #lost { position: fixed; z-index: 8; top: 0; inset-inline: 0; padding: 6px 12px; text-align: center; font-size: 13px; background: var(--alert); color: var(--ground); }

        main { display: grid; height: 100vh; height: 100dvh; grid-template-columns: 100%; }
        main > section { min-width: 0; min-height: 0; display: flex; flex-direction: column; grid-area: 1 / 1; }
        #list { background: var(--panel); }
        body[data-screen=list] #chat, body[data-screen=chat] #list { visibility: hidden; }
        .bar { display: flex; align-items: center; gap: 10px; min-height: 60px; padding: 8px 12px; background: var(--panel); border-bottom: 1px solid var(--line); }
        .icon { display: grid; place-items: center; width: 40px; height: 40px; border-radius: 10px; flex: none; color: var(--soft); }
        .icon:hover { background: var(--hover); color: var(--ink); }
        .icon.small { width: 28px; height: 28px; }
        .icon.small svg { width: 16px; height: 16px; }
        .chip {
          margin-left: auto; flex: none; min-height: 36px; padding: 0 12px; border-radius: 18px; white-space: nowrap;
          background: var(--raised); border: 1px solid var(--line); font-size: 14px; font-variant-numeric: tabular-nums;
        }
        .chip { display: inline-flex; align-items: center; gap: 7px; }
        .chip svg { width: 16px; height: 16px; color: var(--accent); }
        .chip:hover { border-color: var(--accent); }
        .avatar {
          flex: none; display: grid; place-items: center; width: 40px; height: 40px; border-radius: 11px; overflow: hidden;
          color: #fff; background: hsl(var(--hue, 150) 32% 44%); font-size: 15px; font-weight: 600; letter-spacing: 0;
        }
        .avatar.bot { background: var(--bot); }
        .avatar.group { background: hsl(var(--hue, 150) 22% 52%); }
        #me { display: flex; align-items: center; gap: 10px; min-width: 0; padding: 2px 10px 2px 2px; border-radius: 12px; }
        #me:hover { background: var(--hover); }
        .me-text { display: flex; flex-direction: column; min-width: 0; line-height: 1.3; }
        .me-text .soft { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .me-name { display: flex; align-items: center; gap: 4px; }
        .me-name svg { width: 13px; height: 13px; color: var(--soft); }

        #chats { overflow-y: auto; flex: 1; padding: 6px; overscroll-behavior: contain; }
        #chats h2 { padding: 14px 10px 6px; font-size: 12px; font-weight: 600; color: var(--soft); }
        .row { display: flex; align-items: center; gap: 11px; width: 100%; padding: 9px 10px; border-radius: 12px; }
        .row:hover { background: var(--hover); }
        .row[aria-current=true] { background: var(--chosen); }
        .row .mid { flex: 1; min-width: 0; }
        .row .line { display: flex; align-items: baseline; gap: 8px; }
        .row .name { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 500; }
        .row .last { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .row time { font-size: 12px; color: var(--soft); font-variant-numeric: tabular-nums; }
        .row .count {
          flex: none; align-self: center; min-width: 19px; height: 19px; padding: 0 6px; border-radius: 10px; text-align: center;
          background: var(--alert); color: var(--panel); font-size: 12px; line-height: 19px; font-weight: 600;
        }
        .row.other .avatar { opacity: .55; }
        .row.other .name { color: var(--soft); }
        .row.other .count { background: var(--line); color: var(--soft); }

        @media (min-width: 760px) {
          main { grid-template-columns: minmax(270px, 330px) 1fr; }
          #list { grid-area: 1 / 1; border-right: 1px solid var(--line); visibility: visible !important; }
          #chat { grid-area: 1 / 2; visibility: visible !important; }
          #back, #list .chip { display: none; }
        }
        @media (min-width: 1180px) {
          main { grid-template-columns: 330px 1fr 300px; }
          #chat .chip { display: none; }
        }
        @media (prefers-reduced-motion: no-preference) {
          button { transition: background-color .12s, border-color .12s; }
        }

        """#
}
