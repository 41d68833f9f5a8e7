// The way to the host: a WebSocket that comes back by itself.
const CONNECT_TIME = 5000; // milliseconds
const SHORTEST_WAIT = 300;
const LONGEST_WAIT = 5000;
const SILENCE = 45000; // the host pings far more often: without a word for so long it is gone
const AWAY = 10000; // hidden for so long, phones cut the line and do not say so

class Link {
  // opened(): greet the host; heard(message); changed(isUp)
  constructor(opened, heard, changed) {
    this.opened = opened;
    this.heard = heard;
    this.changed = changed;
    this.socket = null;
    this.isUp = false;
    this.isWanted = false;
    this.tries = 0;
    this.timer = 0;
    this.lastWord = 0;
    this.hiddenAt = 0;
    setInterval(() => this.checkSilence(), 3000);
    on(document, "visibilitychange", () => this.seen());
    addEventListener("pageshow", (event) => event.persisted && this.again());
    addEventListener("online", () => this.again());
    addEventListener("offline", () => this.lost());
  }

  start() {
    this.isWanted = true;
    this.again();
  }

  stop() {
    this.isWanted = false;
    clearTimeout(this.timer);
    this.drop();
  }

  // Anew, at once.
  again() {
    if (!this.isWanted) return;
    this.tries = 0;
    this.connect();
  }

  send(message) {
    if (!this.isUp || this.socket.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(message));
    return true;
  }

  connect() {
    clearTimeout(this.timer);
    this.drop();
    const scheme = location.protocol === "https:" ? "wss://" : "ws://";
    let socket;
    try {
      socket = new WebSocket(scheme + location.host + "/ws");
    } catch (error) {
      this.later();
      return;
    }
    this.socket = socket;
    // Whatever an old socket still says is not heard: it may be from before.
    const mine = (act) => (event) => { if (this.socket === socket) act(event); };
    socket.onopen = mine(() => {
      clearTimeout(this.timer);
      this.lastWord = Date.now();
      this.setUp(true);
      this.opened();
    });
    socket.onmessage = mine((event) => this.take(event.data));
    socket.onclose = mine(() => this.lost());
    this.timer = setTimeout(mine(() => this.lost()), CONNECT_TIME);
  }

  take(data) {
    this.lastWord = Date.now();
    this.tries = 0;
    let message;
    try {
      message = JSON.parse(data);
    } catch (error) {
      return;
    }
    if (!message || typeof message !== "object") return;
    if (message.t === "ping") this.send({ t: "pong", n: message.n });
    else this.heard(message);
  }

  lost() {
    this.drop();
    if (this.isWanted) this.later();
  }

  later() {
    clearTimeout(this.timer);
    const most = Math.min(LONGEST_WAIT, SHORTEST_WAIT * Math.pow(2, this.tries));
    this.tries += 1;
    const wait = Math.max(SHORTEST_WAIT, most * (0.5 + Math.random() / 2));
    this.timer = setTimeout(() => this.connect(), wait);
  }

  drop() {
    const socket = this.socket;
    this.socket = null;
    if (socket) {
      try {
        socket.close();
      } catch (error) {
        // it is gone already
      }
    }
    this.setUp(false);
  }

  setUp(isUp) {
    if (this.isUp === isUp) return;
    this.isUp = isUp;
    this.changed(isUp);
  }

  checkSilence() {
    if (this.isUp && Date.now() - this.lastWord > SILENCE) this.again();
  }

  seen() {
    if (document.visibilityState === "hidden") {
      this.hiddenAt = Date.now();
      return;
    }
    const away = this.hiddenAt ? Date.now() - this.hiddenAt : 0;
    this.hiddenAt = 0;
    if (!this.isUp || away > AWAY) this.again();
  }
}
