extension Page {
    static let scriptOfClock = #"""
        /* The simulated clock: what the simulator said last, and how long ago that was. */
        let clock = { epoch: Date.now() / 1000, rate: 1, version: 0, heard: performance.now() };
        function hearClock(reading) {
          if (world.run && reading.run && reading.run !== world.run) return location.reload();
          clock = { ...reading, heard: performance.now() };
          tick();
        }
        /* The simulated local time as if it were UTC, so that its fields read as local ones. */
        function localNow() {
          const epoch = clock.epoch + (performance.now() - clock.heard) / 1000 * clock.rate;
          return new Date((epoch + world.offset) * 1000);
        }
        const two = number => String(number).padStart(2, '0');
        function nextShift(now) {
          const minutes = now.getUTCHours() * 60 + now.getUTCMinutes() + now.getUTCSeconds() / 60;
          const starts = world.shifts.map(text => ({ text, at: Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)) - 35 }));
          const ahead = starts.map(start => ({ text: start.text, wait: (start.at - minutes + 2880) % 1440 })).filter(start => start.wait > 0.2);
          return ahead.sort((a, b) => a.wait - b.wait)[0];
        }
        function tick() {
          const now = localNow();
          const short = two(now.getUTCHours()) + ':' + two(now.getUTCMinutes());
          find('clock-time').replaceChildren(short, make('small', {}, ':' + two(now.getUTCSeconds())));
          find('clock-time').dateTime = now.toISOString().slice(0, 19);
          find('clock-date').textContent = isChinese
            ? (now.getUTCMonth() + 1) + '月' + now.getUTCDate() + '日 周' + '日一二三四五六'[now.getUTCDay()]
            : now.toLocaleDateString('en', { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' });
          for (const chip of document.querySelectorAll('[data-clock-chip]')) {
            const text = short + (clock.rate === 1 ? '' : clock.rate === 0 ? ' · ' + words.stop : ' · ' + clock.rate + '×');
            const label = chip.querySelector('span');
            if (label.textContent !== text) { label.textContent = text; chip.setAttribute('aria-label', words.clockChip(text)); }
          }
          for (const button of document.querySelectorAll('[data-rate]')) button.setAttribute('aria-pressed', String(Number(button.dataset.rate) === clock.rate));
          const shift = nextShift(now);
          find('to-shift').hidden = !shift;
          if (shift) {
            if (find('to-shift').textContent !== words.toShift(shift.text)) find('to-shift').textContent = words.toShift(shift.text);
            find('to-shift').dataset.seconds = Math.round(shift.wait * 60);
          }
        }
        const moveClock = body => ask('/sim/clock', body).then(hearClock).catch(() => { });
        for (const button of document.querySelectorAll('[data-advance]')) button.addEventListener('click', () => moveClock({ advance: button.dataset.advance }));
        for (const button of document.querySelectorAll('[data-rate]')) button.addEventListener('click', () => moveClock({ rate: Number(button.dataset.rate) }));
        find('to-shift').addEventListener('click', () => moveClock({ advance: find('to-shift').dataset.seconds + 's' }));
        setInterval(tick, 250);

        function toggleSide(open) {
          document.body.classList.toggle('side-open', open);
          for (const chip of document.querySelectorAll('[data-clock-chip]')) chip.setAttribute('aria-expanded', String(document.body.classList.contains('side-open')));
          if (document.body.classList.contains('side-open')) find('close-side').focus();
        }
        for (const chip of document.querySelectorAll('[data-clock-chip]')) chip.addEventListener('click', () => toggleSide());
        find('close-side').addEventListener('click', () => toggleSide(false));
        document.addEventListener('keydown', event => { if (event.key === 'Escape') toggleSide(false); });
        document.addEventListener('click', event => {
          if (document.body.classList.contains('side-open') && !event.target.closest('#side, [data-clock-chip]')) toggleSide(false);
        });

        """#
}
