extension Page {
    static let scriptOfStart = #"""
        /* Where we are is in the address, so that the phone's own back key works. */
        const isWide = () => matchMedia('(min-width: 760px)').matches;
        const isChatShown = () => isWide() || document.body.dataset.screen === 'chat';
        function go(c) {
          const address = '#' + encodeURIComponent(c.key);
          if (location.hash === address) follow(); else location.hash = address;
        }
        function follow() {
          const key = decodeURIComponent(location.hash.slice(1));
          const wanted = visibleChats().find(c => c.key === key);
          document.body.dataset.screen = wanted ? 'chat' : 'list';
          if (wanted && chat !== wanted) replyTo = null;
          chat = wanted || (isWide() ? visibleChats().find(c => isMember(c, me) && !c.direct) || chat : null);
          showChat();
          showList();
          if (wanted && isWide() && document.activeElement !== find('search')) input.focus();
        }
        find('back').addEventListener('click', () => { location.hash = ''; });
        addEventListener('hashchange', follow);
        document.addEventListener('visibilitychange', () => { if (!document.hidden && chat && isChatShown()) { markSeen(chat); listSoon(); } });

        async function readWorld() {
          const key = chat && chat.key;
          world = await ask('/sim/world');
          chat = world.chats.find(c => c.key === key) || null;
          if (me) me = person(me.id) || me;
        }
        function listen() {
          const source = new EventSource('/sim/events?after=' + newest);
          source.addEventListener('open', () => { find('lost').hidden = true; });
          source.addEventListener('error', () => { find('lost').textContent = words.lost; find('lost').hidden = false; });
          source.addEventListener('message', event => {
            const message = JSON.parse(event.data);
            if (!keep(message)) return;
            addMessage(message);
            listSoon();
          });
          source.addEventListener('clock', event => { hearClock(JSON.parse(event.data)); listSoon(); });
          source.addEventListener('world', async () => { await readWorld(); showList(); showChat(); });
        }
        function start() {
          document.documentElement.lang = isChinese ? 'zh-Hans' : 'en';
          if (parameters.get('theme')) document.documentElement.dataset.theme = parameters.get('theme');
          for (const element of document.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word];
          for (const element of document.querySelectorAll('[data-label]')) element.setAttribute('aria-label', words[element.dataset.label]);
          find('search').placeholder = words.search;
          find('search').setAttribute('aria-label', words.search);
          const first = JSON.parse(find('first').textContent);
          world = first.world;
          hearClock(first.clock);
          const stored = memory.read('seen', {});
          seen = stored.run === world.run ? stored.seen : {};
          first.messages.forEach(keep);
          me = person(parameters.get('as') || memory.read('me', '')) || world.people.find(p => p.role === 'unitLeader') || world.people[0];
          showMe();
          follow();
          fit();
          listen();
        }
        start();

        """#
}
