extension Page {
    static let scriptOfPicker = #"""
        /* Who you are: everybody by role, in the roster's order of roles. */
        function personButton(p, note, act) {
          return make('li', {}, make('button', { class: 'person', type: 'button', 'aria-pressed': String(p.id === me.id), onclick: act },
            avatar(p.name), make('span', { class: 'who' }, make('span', {}, p.name), make('span', { class: 'soft' }, note))));
        }
        function showPeople(filter) {
          const wanted = filter.trim().toLowerCase();
          const groups = new Map();
          for (const p of world.people) {
            const haystack = [p.name, p.id, p.place, p.placeLabel, p.roleLabel, roleName(p)].join(' ').toLowerCase();
            if (wanted && !wanted.split(/\s+/).every(part => haystack.includes(part))) continue;
            const role = roleName(p);
            if (!groups.has(role)) groups.set(role, []);
            groups.get(role).push(p);
          }
          const parts = [...groups].map(([role, people]) => make('section', {}, make('h3', {}, role),
            make('ul', {}, ...people.map(p => personButton(p, [p.placeLabel, p.id].filter(Boolean).join(' · '), () => { become(p); find('picker').close(); })))));
          find('people').replaceChildren(...(parts.length ? parts : [make('p', { class: 'empty' }, words.none)]));
        }
        function become(p) {
          me = p;
          memory.write('me', p.id);
          replyTo = null;
          showMe();
          if (!chat || (chat.direct && !isMember(chat, me))) {
            const first = visibleChats().find(c => isMember(c, me) && !c.direct) || visibleChats().find(c => isMember(c, me));
            if (isWide() && first) return go(first);
            chat = null;
          }
          showList();
          showChat();
        }
        find('me').addEventListener('click', () => {
          find('search').value = '';
          showPeople('');
          find('picker').showModal();
          find('people').querySelector('[aria-pressed=true]')?.scrollIntoView({ block: 'center' });
        });
        find('close-picker').addEventListener('click', () => find('picker').close());
        find('picker').addEventListener('click', event => { if (event.target === find('picker')) find('picker').close(); });
        find('search').addEventListener('input', event => showPeople(event.target.value));
        find('search').addEventListener('keydown', event => {
          if (event.key === 'Enter') { event.preventDefault(); find('people').querySelector('button')?.click(); }
        });

        """#
}
