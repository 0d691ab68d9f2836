extension Page {
    static let styleOfChat = #"""
        #chat { position: relative; background: var(--ground); }
        .title { min-width: 0; line-height: 1.3; }
        .title h1 { font-size: 17px; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        .title .soft { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
        #back { margin-left: -6px; }
        #log { flex: 1; overflow-y: auto; padding: 14px 14px 8px; overscroll-behavior: contain; outline-offset: -3px; }
        #log > * { max-width: 900px; margin-inline: auto; }
        .when { margin-block: 16px 10px; text-align: center; font-size: 12px; color: var(--soft); font-variant-numeric: tabular-nums; }
        .empty { margin-block: 12vh; text-align: center; color: var(--soft); }
        .message { display: flex; gap: 9px; margin-top: 12px; align-items: flex-start; }
        .message.next { margin-top: 4px; }
        .message.next .avatar { visibility: hidden; height: 0; }
        .message.mine { flex-direction: row-reverse; }
        .body { display: flex; flex-direction: column; min-width: 0; max-width: min(82%, 600px); align-items: flex-start; }
        .mine .body { align-items: flex-end; }
        .meta { display: flex; align-items: baseline; gap: 7px; margin: 0 4px 3px; font-size: 12.5px; color: var(--soft); line-height: 1.4; }
        .mine .meta { flex-direction: row-reverse; }
        .meta time { font-variant-numeric: tabular-nums; font-size: 12px; }
        .tag { padding: 0 5px; border-radius: 4px; border: 1px solid currentColor; color: var(--accent); font-size: 11px; line-height: 16px; }
        .holder { display: flex; align-items: center; gap: 4px; max-width: 100%; }
        .mine .holder { flex-direction: row-reverse; }
        .bubble {
          min-width: 0; padding: 9px 13px; border-radius: 4px 14px 14px 14px; background: var(--raised); box-shadow: var(--shade);
          white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.55;
        }
        .next .bubble { border-radius: 14px; }
        .mine .bubble { border-radius: 14px 4px 14px 14px; background: var(--mine); color: var(--mine-ink); }
        .mine.next .bubble { border-radius: 14px; }
        .called .bubble { box-shadow: 0 0 0 1.5px var(--accent); }
        .at { color: var(--link); background: var(--mention); border-radius: 4px; padding: 0 3px; margin: 0 -1px; }
        .mine .at { color: inherit; background: rgb(0 0 0 / .1); }
        .at.me { font-weight: 600; }
        .head { font-weight: 700; color: var(--alert); }
        .say { color: var(--link); text-decoration: underline dashed 1px; text-underline-offset: 4px; }
        .whole { white-space: nowrap; }
        .say:hover { background: var(--mention); }
        .cited { display: block; margin: -1px 0 6px; padding-left: 8px; border-left: 3px solid var(--line); color: var(--soft); font-size: 13px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: 100%; }
        .mine .cited { border-color: rgb(0 0 0 / .18); color: inherit; opacity: .75; }
        .file { display: inline-flex; gap: 6px; align-items: center; margin-top: 6px; padding: 5px 10px; border-radius: 8px; border: 1px solid var(--line); font-size: 13px; }
        .answer { opacity: 0; color: var(--soft); }
        .message:hover .answer, .answer:focus-visible { opacity: 1; }
        @media (hover: none) { .answer { opacity: .45; } }
        .mark { margin-block: 12px; display: flex; align-items: center; gap: 12px; color: var(--accent); font-size: 12px; }
        .mark::before, .mark::after { content: ""; flex: 1; height: 1px; background: var(--line); }
        #newer { position: absolute; z-index: 2; left: 50%; bottom: 150px; transform: translateX(-50%); padding: 6px 16px; border-radius: 18px; background: var(--accent); color: var(--on-accent); box-shadow: var(--lift); font-size: 13px; }

        #foot { background: var(--panel); border-top: 1px solid var(--line); padding-bottom: env(safe-area-inset-bottom); }
        #foot > * { max-width: 928px; margin-inline: auto; }
        #examples { display: flex; gap: 7px; overflow-x: auto; padding: 9px 14px 0; scrollbar-width: none; }
        #examples::-webkit-scrollbar { display: none; }
        #examples button {
          flex: none; max-width: 250px; min-height: 34px; padding: 4px 13px; border-radius: 17px; overflow: hidden; text-overflow: ellipsis;
          white-space: nowrap; background: var(--raised); border: 1px solid var(--line); font-size: 13.5px;
        }
        #examples button:hover { border-color: var(--accent); }
        #reply { display: flex; align-items: center; gap: 6px; padding: 8px 14px 0; color: var(--soft); font-size: 13px; }
        #reply span { flex: 1; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-left: 3px solid var(--accent); padding-left: 8px; }
        #form { display: flex; align-items: flex-end; gap: 9px; padding: 9px 14px 12px; }
        #input {
          flex: 1; min-width: 0; resize: none; min-height: 42px; max-height: 168px; padding: 9px 13px; border-radius: 13px; line-height: 1.5;
          font-size: 16px; background: var(--raised); border: 1px solid var(--line); overflow-y: hidden;
        }
        #input:focus { outline: none; border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent); }
        #send { flex: none; height: 42px; padding: 0 18px; border-radius: 13px; font-weight: 600; background: var(--accent); color: var(--on-accent); }
        #send:disabled { background: var(--line); color: var(--soft); }
        #fault { padding: 0 18px 10px; color: var(--alert); font-size: 13px; }
        #watch { padding: 12px 16px 14px; color: var(--soft); font-size: 14px; }
        #watch div { display: flex; flex-wrap: wrap; gap: 7px; margin-top: 8px; }
        #watch button { padding: 5px 13px; border-radius: 17px; border: 1px solid var(--line); background: var(--raised); color: var(--ink); font-size: 13.5px; }
        #watch button:hover { border-color: var(--accent); }
        @media (min-width: 760px) {
          #log { padding-inline: 24px; }
          #examples, #form, #reply { padding-inline: 24px; }
        }

        """#
}
