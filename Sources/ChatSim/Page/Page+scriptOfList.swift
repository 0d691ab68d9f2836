extension Page {
    static let scriptOfList = #"""
        /* The list of chats: mine first, the newest talk on top. */
        function rowOf(c) {
          const list = messagesOf(c);
          const last = list.at(-1);
          const count = unreadOf(c);
          const isMine = isMember(c, me);
          const line = last
            ? (last.bot || c.direct ? '' : (last.sender.id === me.id ? words.you : last.sender.name) + (isChinese ? '：' : ': ')) + last.text.replace(/\s+/g, ' ')
            : (c.direct ? words.alone : words.people(c.members.length));
          return make('button', {
            class: 'row' + (isMine ? '' : ' other'), type: 'button', 'aria-current': chat && c.key === chat.key ? 'true' : 'false', onclick: () => go(c),
          },
            c.direct ? avatar(world.bot, 'bot') : avatar(c.title, 'group', c.mark),
            make('span', { class: 'mid' },
              make('span', { class: 'line' }, make('span', { class: 'name' }, chatTitle(c)), last ? make('time', {}, dayWord(day(last.at)) || clockTime(last.at)) : null),
              make('span', { class: 'line' }, make('span', { class: 'last soft' }, line),
                count ? make('span', { class: 'count', 'aria-label': words.unread(count) }, count > 99 ? '99+' : String(count)) : null)));
        }
        function showList() {
          const order = (a, b) => (messagesOf(b).at(-1)?.seq || 0) - (messagesOf(a).at(-1)?.seq || 0);
          const all = visibleChats();
          const mine = all.filter(c => isMember(c, me)).sort(order);
          const others = all.filter(c => !isMember(c, me)).sort(order);
          const nav = find('chats');
          const top = nav.scrollTop;
          nav.replaceChildren(
            ...(mine.length ? [make('h2', {}, words.mine), ...mine.map(rowOf)] : []),
            ...(others.length ? [make('h2', {}, words.others), ...others.map(rowOf)] : []));
          nav.scrollTop = top;
          const waiting = mine.reduce((sum, c) => sum + unreadOf(c), 0);
          document.title = (waiting ? '(' + waiting + ') ' : '') + (chat ? chatTitle(chat) + ' · ' : '') + '联防';
        }
        let listDue = false;
        function listSoon() {
          if (listDue) return;
          listDue = true;
          requestAnimationFrame(() => { listDue = false; showList(); });
        }
        function showMe() {
          find('me-avatar').replaceWith(Object.assign(avatar(me.name), { id: 'me-avatar' }));
          find('me-name').textContent = me.name;
          find('me-role').textContent = [roleName(me), me.placeLabel].filter(Boolean).join(' · ');
        }

        """#
}
