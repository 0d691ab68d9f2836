extension Page {
    static let head = #"""
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
        <meta name="color-scheme" content="light dark">
        <title>联防</title>
        <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%231f7a4d'/%3E%3Cpath d='M8 10h16v10h-9l-5 4v-4H8z' fill='%23fff'/%3E%3C/svg%3E">

        """#

    static let markup = #"""
        <body data-screen="list">
        <a class="skip" href="#input" data-word="skip"></a>
        <p id="lost" role="status" hidden></p>
        <main>
          <section id="list" aria-labelledby="me-name">
            <header class="bar">
              <button id="me" type="button" aria-haspopup="dialog">
                <span class="avatar" id="me-avatar" aria-hidden="true"></span>
                <span class="me-text">
                  <span class="me-name"><b id="me-name"></b><svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2.5 4.5 6 8l3.5-3.5"/></svg></span>
                  <span class="soft" id="me-role"></span>
                </span>
              </button>
              <button class="chip" type="button" data-clock-chip aria-controls="side" aria-expanded="false"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/></svg><span></span></button>
            </header>
            <nav id="chats" data-label="chats"></nav>
          </section>
          <section id="chat" aria-labelledby="chat-title">
            <header class="bar">
              <button id="back" class="icon" type="button" data-label="back"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M15 5l-7 7 7 7"/></svg></button>
              <div class="title"><h1 id="chat-title"></h1><span class="soft" id="chat-note"></span></div>
              <button class="chip" type="button" data-clock-chip aria-controls="side" aria-expanded="false"><svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/></svg><span></span></button>
            </header>
            <div id="log" role="log" aria-live="polite" tabindex="0" data-label="log"></div>
            <button id="newer" type="button" hidden></button>
            <footer id="foot">
              <div id="examples" role="group" data-label="examples"></div>
              <p id="reply" hidden><span></span><button type="button" class="icon small" data-label="cancel"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18"/></svg></button></p>
              <form id="form">
                <textarea id="input" rows="1" maxlength="4000" enterkeyhint="send" autocomplete="off" aria-describedby="fault"></textarea>
                <button id="send" type="submit" data-word="send"></button>
              </form>
              <p id="fault" role="alert" hidden></p>
              <div id="watch" hidden></div>
            </footer>
          </section>
          <aside id="side" data-label="side">
            <button id="close-side" class="icon" type="button" data-label="close"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18"/></svg></button>
            <section class="card" aria-labelledby="clock-title">
              <h2 id="clock-title" data-word="clock"></h2>
              <p id="clock"><time id="clock-time"></time><span id="clock-date"></span></p>
              <div class="steps" role="group" data-label="forward">
                <button type="button" data-advance="1m" data-word="m1"></button>
                <button type="button" data-advance="10m" data-word="m10"></button>
                <button type="button" data-advance="1h" data-word="h1"></button>
                <button type="button" id="to-shift" class="wide"></button>
              </div>
              <h3 data-word="speed"></h3>
              <div class="rates" role="group" data-label="speed">
                <button type="button" data-rate="0" data-word="stop"></button>
                <button type="button" data-rate="1">1×</button>
                <button type="button" data-rate="10">10×</button>
                <button type="button" data-rate="60">60×</button>
              </div>
            </section>
            <section class="card" aria-labelledby="members-title">
              <h2 id="members-title"></h2>
              <p class="soft" data-word="become"></p>
              <ul id="members"></ul>
            </section>
          </aside>
        </main>
        <dialog id="picker" aria-labelledby="picker-title">
          <header>
            <h2 id="picker-title" data-word="whoAreYou"></h2>
            <button class="icon" type="button" id="close-picker" data-label="close"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18"/></svg></button>
          </header>
          <input id="search" type="search" autocomplete="off">
          <div id="people"></div>
        </dialog>
        </body>

        """#
}
