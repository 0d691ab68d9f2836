extension Page {
    static let scriptOfChat = #"""
        /* One chat: bubbles, and who is in it. */
        const escapeRegExp = text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        /* Splits a text into its plain parts, mentions, a leading mark and quoted words that can be tapped. */
        function richText(message) {
          const names = [...new Set([world.bot, ...world.people.filter(p => message.text.includes('@' + p.name)).map(p => p.name)])].sort((a, b) => b.length - a.length);
          const patterns = ['@(?:' + names.map(escapeRegExp).join('|') + ')'];
          if (message.bot) patterns.push('“[^”\\n]{1,40}”', '^【[^】\\n]{1,16}】');
          if (message.markdown) patterns.push('\\*\\*[^*\\n]+\\*\\*', '<font color="[a-z]+">|</font>', '<@[^>]+>');
          const parts = message.text.split(new RegExp('(' + patterns.join('|') + ')', 'g')).filter(Boolean).map(part => {
            if (part.startsWith('@') && names.includes(part.slice(1))) return make('span', { class: 'at' + (me && part.slice(1) === me.name ? ' me' : '') }, part);
            if (!message.bot) return part;
            if (part.startsWith('“')) {
              const text = part.slice(1, -1);
              return make('span', { class: text.length < 15 ? 'whole' : '' }, '“', make('button', { class: 'say', type: 'button', onclick: () => offer(text) }, text), '”');
            }
            if (part.startsWith('【')) return make('span', { class: 'head' }, part);
            if (message.markdown && part.startsWith('**')) return make('b', {}, part.slice(2, -2));
            if (message.markdown && /^<\/?font/.test(part)) return null;
            return part;
          }).filter(part => part !== null);
          const unnamed = message.mentions.map(person).filter(p => p && !message.text.includes('@' + p.name));
          const called = unnamed.flatMap(p => [make('span', { class: 'at' + (me && p.id === me.id ? ' me' : '') }, '@' + p.name), ' ']);
          /* A leading mark stays in front: it says how grave the message is. */
          return parts[0]?.className === 'head' ? [parts[0], ...called, ...parts.slice(1)] : [...called, ...parts];
        }
        function bubble(message, before) {
          const isMine = message.sender.id === me.id && !message.bot;
          const follows = before && before.sender.id === message.sender.id && before.bot === message.bot && !message.replyTo
            && day(before.at) === day(message.at) && Math.abs(Date.parse(message.at) - Date.parse(before.at)) < 120000;
          const classes = ['message', isMine ? 'mine' : '', message.bot ? 'bot' : '', follows ? 'next' : '', message.mentions.includes(me.id) ? 'called' : ''];
          const cited = message.replyTo && messagesOf(chat).find(m => m.id === message.replyTo);
          return make('article', { class: classes.filter(Boolean).join(' '), 'data-seq': message.seq },
            avatar(message.sender.name, message.bot ? 'bot' : ''),
            make('div', { class: 'body' },
              follows ? null : make('div', { class: 'meta' }, make('span', {}, message.sender.name),
                message.bot ? make('span', { class: 'tag' }, words.robot) : null, make('time', { datetime: message.at }, clockTime(message.at))),
              make('div', { class: 'holder' },
                make('div', { class: 'bubble', title: message.at.replace('T', ' ').slice(0, 19) },
                  cited ? make('span', { class: 'cited' }, cited.sender.name + (isChinese ? '：' : ': ') + cited.text) : null,
                  ...richText(message), ...(message.attachments || []).map(name => make('span', { class: 'file' }, name))),
                isMember(chat, me) ? make('button', { class: 'icon small answer', type: 'button', 'aria-label': words.reply + ' ' + message.sender.name, title: words.reply, onclick: () => answer(message) },
                  replyIcon()) : null)));
        }
        function replyIcon() {
          const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
          svg.setAttribute('viewBox', '0 0 24 24');
          svg.setAttribute('aria-hidden', 'true');
          const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
          path.setAttribute('d', 'M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7');
          svg.append(path);
          return svg;
        }
        function partsOf(message, before) {
          const gap = !before || day(before.at) !== day(message.at) || Math.abs(Date.parse(message.at) - Date.parse(before.at)) > 600000;
          const label = [dayWord(day(message.at)), clockTime(message.at)].filter(Boolean).join(' ');
          return [gap ? make('p', { class: 'when' }, label) : null, bubble(message, gap ? null : before)].filter(Boolean);
        }
        const isAtEnd = () => find('log').scrollHeight - find('log').scrollTop - find('log').clientHeight < 80;
        function toEnd() {
          find('log').scrollTop = find('log').scrollHeight;
          find('newer').hidden = true;
        }
        function showChat() {
          const log = find('log');
          log.replaceChildren();
          find('foot').hidden = !chat;
          find('chat-title').textContent = chat ? chatTitle(chat) : words.noChat;
          find('chat-note').textContent = !chat ? '' : chat.direct ? words.alone : words.people(chat.members.length) + ' · ' + chat.channel;
          showMembers();
          if (!chat) return;
          const list = messagesOf(chat).slice(-300);
          const from = seenOf(chat);
          let marked = !from || !list.some(m => m.seq > from && m.sender.id !== me.id);
          list.forEach((message, index) => {
            if (!marked && message.seq > from) { log.append(make('p', { class: 'mark' }, words.newMessages)); marked = true; }
            log.append(...partsOf(message, list[index - 1]));
          });
          if (!list.length) log.append(make('p', { class: 'empty' }, words.noTalk));
          showFoot();
          toEnd();
          if (isChatShown()) markSeen(chat);
        }
        function addMessage(message) {
          if (!chat || message.key !== chat.key) return;
          const log = find('log');
          const stay = isAtEnd() || message.sender.id === me.id;
          log.querySelector('.empty')?.remove();
          const list = messagesOf(chat);
          log.append(...partsOf(message, list[list.length - 2]));
          if (stay) toEnd();
          else {
            const count = Number(find('newer').dataset.count || 0) + 1;
            find('newer').dataset.count = find('newer').hidden ? 1 : count;
            find('newer').textContent = words.below(Number(find('newer').dataset.count));
            find('newer').hidden = false;
          }
          if (message.bot) showExamples();
          if (isChatShown()) markSeen(chat);
        }
        function showMembers() {
          find('members-title').textContent = words.members(chat ? chat.members.length : 0);
          find('members').replaceChildren(...(chat ? chat.members : []).map(person).filter(Boolean)
            .map(p => personButton(p, [roleName(p), p.placeLabel].filter(Boolean).join(' · '), () => { become(p); })));
        }
        find('newer').addEventListener('click', toEnd);
        find('log').addEventListener('scroll', () => { if (isAtEnd()) find('newer').hidden = true; });

        """#
}
