extension Page {
    static let scriptOfComposer = #"""
        /* Writing: examples, reply, send. */
        const input = find('input');
        function fit() {
          input.style.height = 'auto';
          input.style.height = Math.min(input.scrollHeight + 2, 168) + 'px';
          input.style.overflowY = input.scrollHeight > 168 ? 'auto' : 'hidden';
          find('send').disabled = !input.value.trim();
        }
        function offer(text) {
          input.value = text;
          fit();
          input.focus();
          input.setSelectionRange(text.length, text.length);
        }
        function answer(message) {
          replyTo = message;
          showReply();
          input.focus();
        }
        function showReply() {
          find('reply').hidden = !replyTo;
          if (replyTo) find('reply').querySelector('span').textContent = replyTo.sender.name + (isChinese ? '：' : ': ') + replyTo.text;
        }
        function showFoot() {
          const canTalk = isMember(chat, me) && !chat.postOnly;
          for (const id of ['examples', 'form']) find(id).hidden = !canTalk;
          find('fault').hidden = true;
          find('watch').hidden = canTalk;
          showReply();
          if (canTalk) {
            input.placeholder = words.write;
            input.setAttribute('aria-label', words.write);
            return showExamples();
          }
          const some = chat.postOnly ? [] : chat.members.map(person).filter(Boolean).slice(0, 4);
          find('watch').replaceChildren(chat.postOnly ? words.postOnly : words.watching(me.name),
            make('div', {}, ...some.map(p => make('button', { type: 'button', onclick: () => become(p) }, p.name + ' · ' + roleName(p)))));
        }
        function showExamples() {
          find('examples').replaceChildren(...examplesFor(me).map(text => make('button', { type: 'button', title: text, onclick: () => offer(text) }, text)));
        }
        async function send() {
          const text = input.value.trim();
          if (!text || !chat) return;
          const body = { as: me.id, chat: chat.key, text };
          if (replyTo) body.replyTo = replyTo.id;
          find('send').disabled = true;
          try {
            await ask('/sim/say', body);
            input.value = '';
            replyTo = null;
            showReply();
            find('fault').hidden = true;
          } catch (error) {
            find('fault').textContent = words.failed + error.message;
            find('fault').hidden = false;
          }
          fit();
          input.focus();
        }
        find('form').addEventListener('submit', event => { event.preventDefault(); send(); });
        input.addEventListener('input', fit);
        input.addEventListener('keydown', event => {
          /* While an input method is composing, Enter chooses a word and must not send. */
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); send(); }
          if (event.key === 'Escape' && replyTo) { replyTo = null; showReply(); }
        });
        find('reply').querySelector('button').addEventListener('click', () => { replyTo = null; showReply(); input.focus(); });

        """#
}
