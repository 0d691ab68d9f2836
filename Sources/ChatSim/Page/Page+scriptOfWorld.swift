extension Page {
    static let scriptOfWorld = #"""
        /* The state of the page. Everything shown is made from it; text only ever becomes text nodes. */
        const find = id => document.getElementById(id);
        function make(tag, attributes, ...children) {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes || {})) {
            if (value === undefined || value === null || value === false) continue;
            if (name === 'onclick') element.addEventListener('click', value);
            else if (name === 'style') element.style.cssText = value;
            else element.setAttribute(name, value === true ? '' : value);
          }
          element.append(...children.filter(child => child !== null && child !== undefined));
          return element;
        }
        let world = { people: [], chats: [], bot: '', run: '', offset: 28800, shifts: [] };
        let talk = new Map();
        let newest = 0;
        let me = null;
        let chat = null;
        let replyTo = null;

        /* What this browser remembers for this run of the simulator: nothing breaks when it may not. */
        const memory = {
          read(name, fallback) { try { return JSON.parse(localStorage.getItem('lianfang.' + name)) ?? fallback; } catch { return fallback; } },
          write(name, value) { try { localStorage.setItem('lianfang.' + name, JSON.stringify(value)); } catch { } },
        };
        let seen = {};
        const person = id => world.people.find(p => p.id === id);
        const isMember = (c, p) => !!p && c.members.includes(p.id);
        const messagesOf = c => talk.get(c.key) || [];
        const seenOf = c => seen[me.id + ' ' + c.key] || 0;
        function markSeen(c) {
          const last = messagesOf(c).at(-1);
          if (!last || seenOf(c) >= last.seq || document.hidden) return;
          seen[me.id + ' ' + c.key] = last.seq;
          memory.write('seen', { run: world.run, seen });
        }
        function unreadOf(c) {
          const from = seenOf(c);
          return messagesOf(c).filter(m => m.seq > from && m.sender.id !== me.id).length;
        }
        function visibleChats() {
          return world.chats.filter(c => !c.direct || isMember(c, me));
        }
        const chatTitle = c => c.title;

        function hue(text) {
          let sum = 7;
          for (const character of text) sum = (sum * 31 + character.codePointAt(0)) % 360;
          return sum;
        }
        function initials(name) {
          const letters = [...name];
          return /^[\x00-\x7f]+$/.test(name) ? name.split(/\s+/).map(w => w[0]).join('').slice(0, 2).toUpperCase() : letters.slice(-2).join('');
        }
        function avatar(name, kind, mark) {
          const text = mark || (kind === 'bot' ? [...world.bot][0] : initials(name));
          return make('span', { class: 'avatar ' + (kind || ''), style: '--hue:' + hue(name), 'aria-hidden': 'true' }, text);
        }

        async function ask(path, body) {
          const options = body === undefined ? {} : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
          const response = await fetch(path, options);
          const answer = await response.json();
          if (!response.ok) throw new Error(answer.error || response.status);
          return answer;
        }
        function keep(message) {
          if (message.seq <= newest) return false;
          newest = message.seq;
          if (!talk.has(message.key)) talk.set(message.key, []);
          const list = talk.get(message.key);
          list.push(message);
          if (list.length > 600) list.splice(0, list.length - 500);
          return true;
        }

        /* Times: the simulator writes local times, and the page shows them as written. */
        const clockTime = at => at.slice(11, 16);
        const day = at => at.slice(0, 10);
        function dayWord(date) {
          const today = localNow().toISOString().slice(0, 10);
          if (date === today) return '';
          const before = new Date(localNow().getTime() - 864e5).toISOString().slice(0, 10);
          if (date === before) return words.yesterday;
          const [year, month, number] = date.split('-').map(Number);
          return isChinese ? month + '月' + number + '日' : new Date(Date.UTC(year, month - 1, number)).toLocaleDateString('en', { month: 'short', day: 'numeric', timeZone: 'UTC' });
        }

        """#
}
