// The pupil's side of a live game: what is known, what is said to the host, what is heard.
const LONG_AWAY = 20000; // milliseconds: the laptop may be in another network by now
const SEND_AGAIN = 3000; // milliseconds without a word from the host
const TABS_ANSWER = 1500; // milliseconds: other tabs of this browser have said by then that they play

const app = {
  code: "",
  token: null,
  name: "", // of the seat
  isOther: false, // than whoever plays in another tab of this browser
  lobby: null,
  state: null,
  seq: -1,
  isSeated: false, // this connection has told where the game stands, so answers can go
  isJoining: false,
  isOver: false,
  bye: "",
  problem: "",
  asked: null, // the message to join that was not answered yet
  askCode: false, // the code that is known is not the right one
  pending: [], // answers that the host has not confirmed: one a turn
  deadline: null, // on this phone's clock, milliseconds
  saidLeft: 0,
  shown: null, // when this phone first showed the question, so that a refresh wins no time
  pausedAt: 0,
};

const link = new Link(greet, heard, (isUp) => {
  if (!isUp) app.isSeated = false;
  paintBar();
  if (app.state && screen.update) screen.update();
});

// to the host

function greet() {
  app.isSeated = false;
  app.isJoining = false;
  app.seq = -1; // a host that was started anew may count anew
  if (app.token) link.send({ t: "resume", token: app.token });
  else if (app.asked) app.isJoining = link.send(app.asked); // whether it was heard is not known
  else if (app.code) link.send({ t: "hello", code: app.code });
}

function enterCode(typed) {
  app.code = typed.toUpperCase().replace(/[^A-Z0-9]/g, "");
  app.problem = "";
  app.lobby = null;
  app.askCode = false;
  if (!app.code) return;
  if (!link.send({ t: "hello", code: app.code })) {
    link.start();
    render();
  }
}

function join(name, learner, team) {
  const message = { t: "join", code: app.code, nonce: nonce() };
  if (name !== null) message.name = name;
  if (learner !== null) message.learner = learner;
  if (team !== null) message.team = team;
  app.asked = message;
  // another tab may have joined since this one was opened
  const seat = memory.ofBrowser("seat");
  if (seat && seat.code === app.code && !app.isOther) {
    sitAt(seat);
    hearBye({ why: "elsewhere" });
  } else app.isJoining = link.send(message);
  render();
}

function sitAt(seat) {
  app.token = seat.token;
  app.name = seat.name;
}

// A secret of this tab: joining again with it, after a refresh too, is the same seat.
function nonce() {
  const kept = memory.ofTab("nonce");
  if (kept && kept.code === app.code) return kept.nonce;
  const numbers = new Uint32Array(6);
  crypto.getRandomValues(numbers);
  const made = Array.from(numbers, (each) => each.toString(36)).join("").padEnd(20, "0").slice(0, 36);
  memory.set("nonce", { code: app.code, nonce: made });
  return made;
}

function answer(turn, response) {
  const sent = { id: newId(), turn, response, ms: timeShown(turn), at: 0 };
  app.pending = app.pending.filter((each) => each.turn !== turn).concat([sent]);
  keepPending();
  if (app.isSeated) sendAnswer(sent);
  render();
}

// Whatever became of an answer on its way: the same one twice is one.
function sendAgain() {
  if (!app.isSeated) return;
  for (const sent of app.pending) if (Date.now() - sent.at > SEND_AGAIN) sendAnswer(sent);
}

function sendAnswer(sent) {
  sent.at = Date.now();
  link.send({ t: "answer", id: sent.id, turn: sent.turn, response: sent.response, ms: sent.ms });
}

function goNext(turn) {
  link.send({ t: "next", turn });
}

function newId() {
  return Date.now().toString(36) + Math.random().toString(36).slice(2, 10);
}

function pendingOf(turn) {
  return app.pending.filter((each) => each.turn === turn)[0] || null;
}

function keepPending() {
  memory.set("pending", app.pending.length ? { token: app.token, answers: app.pending } : null);
}

// A refresh does not start the clock anew.
function noteShown(turn) {
  const kept = memory.get("shown");
  const isKept = kept && kept.token === app.token && kept.turn === turn;
  app.shown = isKept ? kept : { token: app.token, turn, at: Date.now() };
  if (!isKept) memory.set("shown", app.shown);
}

function timeShown(turn) {
  if (!app.shown || app.shown.turn !== turn) return 0;
  return Math.max(0, Math.round(Date.now() - app.shown.at));
}

// The time of a pause is nobody's.
function notePause(phase) {
  if (phase === "paused") {
    app.pausedAt = app.pausedAt || Date.now();
    return;
  }
  if (app.pausedAt && app.shown && phase === "open") {
    app.shown.at += Date.now() - app.pausedAt;
    memory.set("shown", app.shown);
  }
  app.pausedAt = 0;
}

// from the host

function heard(message) {
  const hear = {
    lobby: hearLobby, welcome: hearWelcome, state: hearState,
    ack: hearAck, refused: hearRefused, bye: hearBye,
  }[message.t];
  if (!hear) return;
  hear(message);
  render();
}

function hearLobby(message) {
  if (app.token && app.state) return;
  app.lobby = message;
  app.lobby.roster = message.roster || [];
  app.isJoining = false;
}

function hearWelcome(message) {
  if (typeof message.token !== "string") return;
  if (app.token !== message.token) {
    app.pending = [];
    app.state = null;
    memory.set("draft", null);
  }
  app.token = message.token;
  app.asked = null;
  app.problem = "";
  app.bye = "";
  app.isOver = false;
}

function hearState(message) {
  if (isNumber(message.seq)) {
    if (message.seq < app.seq) return;
    app.seq = message.seq;
  }
  if (message.answer === undefined) message.answer = null;
  app.state = message;
  const me = message.me || {};
  app.name = me.name || me.alias || "";
  app.lobby = null;
  app.deadline = isNumber(message.left) ? performance.now() + 1000 * message.left : null;
  notePause(message.phase);
  if (!app.isSeated) {
    app.isSeated = true;
    memory.set("seat", { token: app.token, code: app.code, name: app.name });
    for (const sent of app.pending) sendAnswer(sent);
  }
  const isRead = message.phase === "reveal" && message.question && message.question.kind === "information";
  if (isRead && message.game.mode !== "live") goNext(message.question.turn);
}

function hearAck(message) {
  const sent = app.pending.filter((each) => each.id === message.id)[0];
  if (!sent) return;
  app.pending = app.pending.filter((each) => each !== sent);
  keepPending();
  const question = app.state && app.state.question;
  if (question && question.turn === sent.turn) app.state.answer = sent.response;
}

function hearRefused(message) {
  const sent = app.pending.filter((each) => each.id === message.id)[0];
  if (sent && message.why === "often") return; // it is sent again
  if (sent) {
    app.pending = app.pending.filter((each) => each !== sent);
    keepPending();
    memory.set("draft", null);
    toast(reason(message));
    if (message.why === "late") screen.key += " "; // back to what stands
    return;
  }
  if (message.id) return;
  if (app.state && app.isSeated) return;
  refusedToJoin(message);
}

function refusedToJoin(message) {
  app.isJoining = false;
  app.asked = null;
  if (message.why === "often") {
    toast(reason(message));
    if (app.token) setTimeout(greet, 2000);
    return;
  }
  if (app.token) {
    const wasOut = message.why === "sent out";
    forgetSeat();
    if (wasOut) {
      hearBye({ why: "sent out" });
      return;
    }
    if (app.code) {
      toast(reason(message));
      link.send({ t: "hello", code: app.code });
      return;
    }
  }
  app.problem = reason(message);
  if (message.why === "code") {
    app.lobby = null;
    app.askCode = true;
  } else if (message.why === "closed" && app.lobby) app.lobby.joinable = false;
  else if (!app.lobby) app.askCode = true;
  else link.send({ t: "hello", code: app.code }); // who has joined by now
  screen.key += " ";
}

function reason(message) {
  if (message.why === "closed") return t("not_joinable");
  if (message.why === "sent out") return t("sent_out");
  const key = "why_" + message.why;
  return TEXTS[language][key] ? t(key) : String(message.text || message.why || "");
}

function hearBye(message) {
  link.stop();
  if (message.why === "elsewhere") {
    app.bye = "elsewhere";
  } else if (message.why === "ended") {
    app.isOver = true;
    memory.set("seat", null);
    if (!app.state) app.state = { phase: "ended", me: {}, game: {} };
    else app.state.phase = "ended";
  } else {
    forgetSeat();
    app.bye = "sent out";
  }
}

function forgetSeat() {
  app.token = null;
  app.state = null;
  app.pending = [];
  app.asked = null;
  for (const key of ["seat", "pending", "draft", "shown", "nonce"]) memory.set(key, null);
}

function leave() {
  link.stop();
  forgetSeat();
  app.isOver = false;
  app.bye = "";
  otherCode();
}

function otherCode() {
  link.stop();
  app.asked = null;
  app.isOther = false;
  app.lobby = null;
  app.code = "";
  app.problem = "";
  render();
}

function playHere() {
  app.bye = "";
  app.state = null;
  link.start();
  render();
}

// The seat stays with the tab that has it.
function playToo() {
  const asked = app.asked;
  forgetSeat();
  app.isOther = true;
  if (asked) app.asked = Object.assign(asked, { nonce: nonce() });
  playHere();
}

// A second tab of one browser is a second pupil, or the same one who scanned the code again. A tab
// that nobody has open any more says nothing.
function askTabs() {
  const start = () => { if (app.token || app.code) link.start(); };
  if (!window.BroadcastChannel) {
    start();
    return;
  }
  const tabs = new BroadcastChannel("quizapp");
  let wait = 0;
  on(tabs, "message", (event) => {
    if (event.data === app.token && link.isWanted) tabs.postMessage("!" + app.token);
    if (!wait || event.data !== "!" + app.token) return;
    clearTimeout(wait);
    app.bye = "elsewhere";
    render();
  });
  if (!app.token || memory.ofTab("seat")) {
    start();
    return;
  }
  tabs.postMessage(app.token);
  wait = setTimeout(() => {
    wait = 0;
    start();
  }, TABS_ANSWER);
}

// what is seen

function render() {
  paintTop();
  if (app.bye) show("bye " + app.bye, byeScreen);
  else if (app.state) renderState();
  else if (app.token || (app.code && !app.lobby && !app.askCode)) show("connecting" + app.problem, connectingScreen);
  else if (app.lobby) show(app.lobby.joinable === false ? "closed" : keyOfLobby(), app.lobby.joinable === false ? closedScreen : lobbyScreen);
  else show("code" + app.problem, codeScreen);
}

function keyOfLobby() {
  const lobby = app.lobby;
  return "lobby" + app.problem + JSON.stringify([lobby.name, lobby.naming, lobby.teams, lobby.roster.map((one) => one.id)]);
}

function renderState() {
  const state = app.state;
  const turn = state.question ? state.question.turn : "";
  if (app.isOver || state.phase === "ended" || state.phase === "done") show("end " + JSON.stringify([state.phase, state.lines, state.me, state.goal]), endScreen);
  else if (state.phase === "lobby") show("lobby " + JSON.stringify(state.me), waitingScreen);
  else if (state.phase === "ranking") show("ranking " + JSON.stringify([state.me, state.goal]), standingScreen);
  else if (!state.question) show("lobby " + JSON.stringify(state.me), waitingScreen);
  else if (state.phase === "reveal" && state.reveal) show("reveal " + turn + JSON.stringify(state.reveal), revealScreen);
  else show("question " + turn, questionScreen);
}

function paintTop() {
  const top = byId("top");
  const state = app.state;
  document.title = state && state.game && state.game.name ? state.game.name : "QuizApp";
  const isShown = state && !app.bye && !app.isOver && state.question;
  top.hidden = !isShown;
  if (!isShown) {
    empty(top);
    return;
  }
  const me = state.me || {};
  const game = state.game || {};
  const name = app.name;
  const hasPoints = isNumber(me.points) && game.mode !== "exit";
  const share = game.mode === "mastery" ? (me.known || 0) / (game.total || 1) : state.question.number / (game.total || 1);
  const inner = el("i");
  inner.style.width = Math.min(100, 100 * share) + "%";
  empty(top);
  fill(top, [
    el("div.line", {},
      el("span.me", {}, el("span.face small hue-" + hueOf(name), { hush: true, text: (Array.from(name)[0] || "?").toLocaleUpperCase() }),
        el("span.unseen", t("you_are") + " "), el("b", { words: name })),
      hasPoints ? el("span.chip", { title: t("points") }, icon("star"), el("span.unseen", t("points") + " "), el("span", number(me.points))) : null,
      el("span.chip time", { id: "time", role: "timer", "aria-live": "off", hidden: true }, icon("unchecked"), el("span.unseen", t("time_left") + " "), el("span.clock"))),
    el("span.track game", { hush: true }, inner)]);
  paintTime();
}

function paintTime() {
  const chip = byId("time");
  if (!chip) return;
  const state = app.state;
  const isPaused = state && state.phase === "paused";
  const isRunning = state && state.phase === "open";
  chip.hidden = app.deadline === null || !(isPaused || isRunning);
  if (chip.hidden) return;
  const left = isPaused ? state.left : Math.max(0, (app.deadline - performance.now()) / 1000);
  const seconds = Math.ceil(left);
  const text = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  const words = chip.querySelector(".clock");
  if (words.textContent !== text) words.textContent = text;
  chip.classList.toggle("soon", seconds <= 10);
  if (isRunning) warn(left, seconds);
}

function warn(left, seconds) {
  for (const mark of [10, 5]) {
    if (seconds === mark && app.saidLeft !== app.state.question.turn + "/" + mark) {
      app.saidLeft = app.state.question.turn + "/" + mark;
      say(t("seconds_left", mark));
    }
  }
  // what stands on the screen when time is up is the answer
  if (left <= 0.35 && screen.timeUp) {
    const act = screen.timeUp;
    screen.timeUp = null;
    act();
  }
}

let barTimer = 0;
let toastTimer = 0;

// A short break is not worth a word; it is when it lasts.
function paintBar() {
  clearTimeout(barTimer);
  const bar = byId("bar");
  if (link.isUp || !link.isWanted || !app.state) {
    if (bar.className === "offline") bar.hidden = true;
    return;
  }
  barTimer = setTimeout(() => {
    if (link.isUp || !link.isWanted) return;
    paintNote("offline", "cloud", t("offline"));
    barTimer = setTimeout(() => {
      if (link.isUp || !link.isWanted || !app.state) return;
      paintNote("offline", "cloud", t("offline_long", app.name));
    }, LONG_AWAY);
  }, 700);
}

function paintNote(name, symbol, text) {
  const bar = byId("bar");
  clearTimeout(toastTimer);
  bar.hidden = false;
  bar.className = name;
  empty(bar);
  fill(bar, [icon(symbol), el("span", text)]);
}

function toast(text) {
  paintNote("toast", "unchecked", text);
  toastTimer = setTimeout(() => {
    byId("bar").hidden = true;
    paintBar();
  }, 6000);
}

addEventListener("keydown", (event) => {
  const isTyping = /^(INPUT|SELECT|TEXTAREA|CANVAS)$/.test(event.target.tagName || "");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !screen.press) return;
  if (/^[1-9]$/.test(event.key)) screen.press(Number(event.key));
});

function begin() {
  useLanguage(language);
  const found = /^\/j\/([A-Za-z0-9]+)\/?$/.exec(location.pathname);
  const seat = memory.get("seat");
  app.code = found ? found[1].toUpperCase() : "";
  // another code in the address is another round
  if (seat && seat.token && (!app.code || seat.code === app.code)) {
    sitAt(seat);
    app.code = app.code || seat.code || "";
    const kept = memory.get("pending");
    if (kept && kept.token === app.token && Array.isArray(kept.answers)) app.pending = kept.answers;
  }
  setInterval(paintTime, 200);
  setInterval(sendAgain, 1000);
  askTabs();
  speak(pickLanguage(), renderAnew);
}

function renderAnew() {
  screen.key += " ";
  render();
}

begin();
