// What is on the page. A screen is built once and then updated, so that what is being typed, and
// where the focus is, survive whatever comes in.
const screen = { key: "", update: null, press: null, timeUp: null };

// build() gives {nodes, update, press, timeUp}; the heading of a new screen gets the focus
function show(key, build) {
  if (screen.key !== key) {
    const main = byId("main");
    const isFirst = screen.key === "";
    say(""); // what was said is of the screen before
    const built = build();
    screen.key = key;
    screen.update = built.update || null;
    screen.press = built.press || null;
    screen.timeUp = built.timeUp || null;
    empty(main);
    fill(main, [built.nodes]);
    scrollTo(0, 0);
    const title = main.querySelector("h1");
    const field = built.focus;
    if (field) field.focus();
    else if (title && !isFirst) title.focus({ preventScroll: true });
  }
  if (screen.update) screen.update();
}

function brand() {
  return el("p.brand", {},
    svg("mark", "0 0 48 48", [
      "M13 2h22a11 11 0 0 1 11 11v22a11 11 0 0 1-11 11H13A11 11 0 0 1 2 35V13A11 11 0 0 1 13 2Z",
      "M24 12a11.5 11.5 0 1 0 0 23 11.5 11.5 0 0 0 0-23ZM24 17.5v6.5l4.5 3M30 31l6.5 6.5",
    ]), el("span", "QuizApp"));
}

function languageChoice() {
  const made = el("select", { id: "language", "aria-label": t("language") },
    Object.keys(LANGUAGES).map((tag) => el("option", { value: tag, lang: tag, text: LANGUAGES[tag], selected: tag === language })));
  on(made, "change", () => {
    memory.set("language", made.value);
    speak(made.value, () => {
      renderAnew();
      byId("language").focus();
    });
  });
  return el("p.language", {}, made);
}

function problem() {
  const text = app.problem;
  return el("p.problem", { role: "alert" }, text ? [icon("wrong"), el("span", text)] : null);
}

function dots() {
  return el("div.dots", { hush: true }, el("i"), el("i"), el("i"));
}

function connectingScreen() {
  return { nodes: [brand(), el("div.card middle", {}, dots(),
    heading(t("connecting")), app.token ? null : [problem(), button(t("other_code"), "plain", otherCode)])] };
}

function codeScreen() {
  const field = inputLine({ id: "code", class: "code", maxlength: "8", value: app.code, required: true, dir: "ltr",
    autocapitalize: "characters", enterkeyhint: "go", "aria-describedby": "code-help" });
  const form = el("form.card", {},
    heading(t("code_title")), problem(),
    el("label.hint", { for: "code", text: t("code_label") }), field,
    el("p.help", { id: "code-help", text: t("code_help") }),
    button(t("go_on"), "main"));
  on(form, "submit", (event) => {
    event.preventDefault();
    enterCode(field.value);
  });
  return { nodes: [brand(), form, languageChoice()], focus: app.problem ? field : null };
}

function radio(name, value, text, props, ...more) {
  return el("label.choice", {},
    el("input", Object.assign({ type: "radio", name, value }, props)), more,
    el("span.words", { words: text }));
}

function lobbyScreen() {
  const lobby = app.lobby;
  const form = el("form.card", {}, heading(lobby.name || t("code_title")), problem());
  const who = { taken: null, name: null };
  if (lobby.naming === "roster") fill(form, [rosterField(lobby.roster, who)]);
  else if (lobby.naming === "free") fill(form, [nameField(who)]);
  else fill(form, [el("p.lead", t("name_given")), lobby.back ? seatField(who) : null]);
  if (lobby.teams > 0) fill(form, [teamField(lobby.teams)]);
  const go = button(t("join"), "main");
  fill(form, [go]);
  on(form, "submit", (event) => {
    event.preventDefault();
    const team = form.querySelector("input[name=team]:checked");
    const learner = form.querySelector("input[name=learner]:checked");
    go.disabled = true;
    join(who.name ? who.name.value.trim() || null : null, learner ? learner.value : null, team && team.value !== "" ? Number(team.value) : null);
  });
  const update = () => {
    go.disabled = app.isJoining;
    if (who.taken) who.taken(app.lobby.roster);
  };
  return { focus: app.problem ? who.name : null, nodes: [brand(), form, button(t("other_code"), "quiet", otherCode), languageChoice()], update };
}

function closedScreen() {
  return { nodes: [brand(), el("div.card middle", {}, el("span.sign", {}, icon("lock")),
    heading(app.lobby.name || t("code_title")), el("p.lead", t("not_joinable")),
    button(t("again"), "main", () => enterCode(app.code))), languageChoice()] };
}

// Of a seat whose phone is lost: who knows its name sits there again.
function seatField(who) {
  who.name = inputLine({ id: "name", maxlength: "40", enterkeyhint: "go" });
  return el("details.seat", { open: Boolean(app.problem) }, el("summary", t("was_here")),
    el("label.help", { for: "name", text: t("was_here_help") }), who.name);
}

function nameField(who) {
  who.name = inputLine({ id: "name", maxlength: "20", required: true, value: app.typedName, autocapitalize: "words", enterkeyhint: "go" });
  on(who.name, "input", () => { app.typedName = who.name.value; });
  return [el("label.hint", { for: "name", text: t("your_name") }), who.name];
}

function rosterField(roster, who) {
  const rows = roster.map((one) => {
    const row = radio("learner", one.id, one.name, { required: true, checked: one.id === app.chosenLearner,
      onchange: () => { app.chosenLearner = one.id; } });
    const note = el("small", { text: t("taken"), hidden: true });
    row.append(note);
    return { id: one.id, name: one.name.toLocaleLowerCase(), row, note, field: row.querySelector("input") };
  });
  // Others join in the meantime; what is searched and chosen here stays.
  who.taken = (now) => {
    const taken = {};
    for (const one of now) taken[one.id] = one.taken;
    for (const one of rows) {
      one.field.disabled = Boolean(taken[one.id]);
      one.note.hidden = !taken[one.id];
      if (taken[one.id]) one.field.checked = false;
    }
  };
  const none = el("p.help", { text: t("nobody"), hidden: true, role: "status" });
  const list = el("div.roster", {}, rows.map((one) => one.row));
  const search = inputLine({ type: "search", id: "search", "aria-label": t("search"), placeholder: t("search") });
  on(search, "input", () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    for (const one of rows) one.row.hidden = one.name.indexOf(wanted) < 0;
    none.hidden = rows.some((one) => !one.row.hidden);
  });
  return group(t("who"), roster.length > 8 ? search : null, list, none);
}

function teamField(teams) {
  const all = [radio("team", "", t("any_team"), { checked: true })];
  for (let team = 0; team < teams; team += 1) {
    all.push(radio("team", String(team), t("team_n", team + 1), {}, badge(team, number(team + 1))));
  }
  return group(t("team"), el("div.teams", {}, all));
}

function waitingScreen() {
  const me = app.state.me || {};
  const name = app.name;
  const dot = Array.from(name.trim())[0] || "?";
  return { nodes: [brand(), el("div.card middle", {},
    el("span.face hue-" + hueOf(name), { hush: true, text: dot.toLocaleUpperCase() }),
    el("p.kicker", t("you_are")), heading(name, "name"),
    isNumber(me.team) ? el("p.team", {}, badge(me.team, number(me.team + 1)), el("span", t("team_n", me.team + 1))) : null,
    el("p.lead", t("wait")),
    dots(),
    el("p.help", t("keep_open"))),
  button(t("not_me"), "quiet", () => confirm(t("not_me_sure")) && leave())] };
}

function hueOf(name) {
  let sum = 0;
  for (let at = 0; at < name.length; at += 1) sum = (sum * 31 + name.charCodeAt(at)) % 9973;
  return sum % SHAPES.length;
}

function kicker() {
  const state = app.state;
  const question = state.question;
  const total = (state.game || {}).total;
  const known = (state.me || {}).known;
  const isCircle = (state.game || {}).mode === "mastery";
  const text = isCircle ? t("known", known || 0, total) : total ? t("question", question.number, total) : t("question_n", question.number);
  const worth = isNumber(question.points) && question.points > 0 && question.points !== 1 ? t("worth", number(question.points)) : "";
  return el("p.kicker", {}, el("span", text), worth ? el("span.worth", worth) : null);
}

function picture(question) {
  if (!question.picture) return null;
  return el("img.picture", { src: "/picture/" + encodeURIComponent(question.picture), alt: question.alt || "" });
}

function questionScreen() {
  const question = app.state.question;
  const turn = question.turn;
  const isLive = app.state.game.mode === "live";
  const mayChange = isLive && app.state.game.mayChange !== false;
  const isText = question.kind === "information";
  let stands = null; // what the fields showed when they were last filled with what stands
  let filledWith; // the answer they were filled with
  let told = "";
  let isTouched = false;
  let held = null; // the field that had the focus when answers were closed

  const kind = makeKind(question, (isFinal) => {
    isTouched = true;
    memory.set("draft", { token: app.token, turn, value: kind.value() });
    if (isFinal && mayChange) submit();
    else update();
  });
  const notice = el("div.notice", { hidden: true });
  const status = el("p.status");
  const sender = button("", "main", null, "send");
  const foot = el("footer.foot", {}, status, sender);
  const form = el("form.answer", { novalidate: true }, kind.node, foot);
  on(form, "submit", (event) => {
    event.preventDefault();
    submit();
  });

  function submit() {
    if (app.state.phase !== "open" || isOver()) return;
    if (kind.value() !== null || isText) answer(turn, kind.value());
  }

  function isOver() {
    return !mayChange && (app.state.answer !== null || pendingOf(turn) !== null);
  }

  function refill() {
    const pending = pendingOf(turn);
    const standing = pending ? pending.response : app.state.answer;
    if (filledWith !== undefined && same(standing, filledWith)) return;
    filledWith = standing;
    if (!pending || !same(kind.value(), standing)) kind.fill(standing);
    stands = kind.value();
  }

  function restoreDraft() {
    const draft = memory.get("draft");
    if (!draft || draft.token !== app.token || draft.turn !== turn || draft.value === null) return;
    if (isClosed() || isOver()) return;
    isTouched = true;
    kind.fill(draft.value);
  }

  function hasDraft() {
    if (kind.value() === null) return false;
    if (app.state.answer === null && !pendingOf(turn)) return true;
    return !same(kind.value(), stands);
  }

  function isClosed() {
    return app.state.phase !== "open" && app.state.phase !== "paused";
  }

  // Once it is closed the fields show what stands, not what was never sent.
  function keepFields(pending) {
    if (isClosed() && !same(kind.value(), pending ? pending.response : stands)) filledWith = undefined;
    if (isClosed() || pending || !hasDraft()) refill();
  }

  // A field that is closed cannot have the focus; after a pause it has it again.
  function keepFocus(hadFocus, before) {
    const now = document.activeElement;
    if (hadFocus && (now.disabled || !form.contains(now))) {
      held = before;
      title.focus({ preventScroll: true });
    } else if (held && !held.disabled && (now === title || now === document.body)) {
      held.focus({ preventScroll: true });
      held = null;
    }
  }

  function update() {
    const phase = app.state.phase;
    const pending = pendingOf(turn);
    const isOpen = phase === "open";
    keepFields(pending);
    const before = document.activeElement;
    const hadFocus = form.contains(before);
    kind.lock(!isOpen || isOver());
    keepFocus(hadFocus, before);
    paintNotice(phase);
    const now = statusNow(isOpen, pending);
    paintStatus(now);
  }

  function statusNow(isOpen, pending) {
    const isSent = app.state.answer !== null;
    if (isText) return { key: "", button: isLive ? "" : "go_on", isReady: isOpen && !pending };
    if (isOpen && !isOver() && hasDraft()) {
      const isChange = isSent || pending !== null;
      return { key: isChange ? "not_sent" : "", button: isChange ? "send_change" : "send", isReady: true };
    }
    if (pending) return { key: app.isSeated ? "sending" : "kept", button: "" };
    if (isSent) return { key: "sent", more: !isOpen ? "" : mayChange ? "may_change" : "stands", button: "" };
    if (!isOpen) return { key: phase() === "locked" ? "no_answer" : "", button: "" };
    return { key: "", button: kind.isOneTap && mayChange ? "" : "send", isReady: false };
  }

  function phase() {
    return app.state.phase;
  }

  function paintNotice(now) {
    const texts = { paused: ["pause", "paused", "paused_help"], locked: ["lock", "locked", "locked_help"] }[now];
    notice.hidden = !texts;
    empty(notice);
    if (texts) fill(notice, [icon(texts[0]), el("span", {}, el("b", t(texts[1])), " ", el("span", t(texts[2])))]);
    if (notice.dataset.now !== now && texts) say(t(texts[1]) + ". " + t(texts[2]));
    notice.dataset.now = now;
  }

  function paintStatus(now) {
    const isFocused = document.activeElement === sender;
    sender.hidden = !now.button;
    sender.disabled = !now.isReady;
    if (now.button) sender.querySelector("span").textContent = t(now.button);
    foot.hidden = !now.button && !now.key;
    const icons = { sent: "right", sending: "unchecked", kept: "cloud", not_sent: "unchecked", no_answer: "minus" };
    status.className = "status " + now.key;
    empty(status);
    if (now.key) {
      fill(status, [icon(icons[now.key]), el("span", {}, el("b", t(now.key)), now.more ? [" ", el("span", t(now.more))] : null)]);
    }
    if (now.key !== told && (now.key === "sent" || now.key === "kept")) say(t(now.key) + ". " + (now.more ? t(now.more) : ""));
    told = now.key;
    if (isFocused && sender.hidden) title.focus({ preventScroll: true });
  }

  const title = heading(question.stem, "stem" + (isText ? " text" : question.stem.length > 140 ? " long" : ""));
  const nodes = [el("article.question kind-" + question.kind, {},
    el("div.card ask", {}, kicker(), title, picture(question), isText && isLive ? el("p.help", t("read")) : null),
    notice, form)];
  refill();
  restoreDraft();
  noteShown(turn);
  return {
    nodes, update,
    press: (digit) => kind.key && kind.key(digit),
    timeUp: () => { if (isTouched && hasDraft()) submit(); },
  };
}

const VERDICTS = ["right", "almost", "wrong", "unchecked"];

function verdictOf(name) {
  return VERDICTS.indexOf(name) < 0 ? "unchecked" : name;
}

function verdictSign(name) {
  return el("span.sign " + verdictOf(name), {}, icon(verdictOf(name)));
}

function revealScreen() {
  const state = app.state;
  const question = state.question;
  const reveal = state.reveal;
  const verdict = verdictOf(reveal.verdict);
  const isText = question.kind === "information";
  const isBlank = reveal.verdict === "none";
  const word = isText ? t("read") : isBlank ? t("no_answer") : t(verdict);
  const isScored = isNumber(reveal.points) && !isText && (isBlank || verdict !== "unchecked");
  const streak = (state.me || {}).streak;
  const banner = el("div.verdict " + (isBlank || isText ? "unchecked" : verdict), {},
    el("span.sign", {}, icon(isBlank ? "minus" : isText ? "right" : verdict)),
    el("div", {}, heading(word),
      isScored ? el("p.earned", t("worth", (reveal.points > 0 ? "+" : "") + number(reveal.points))) : null,
      state.game.scoring === "streak" && streak > 1 ? el("p.streak", t("in_a_row", streak)) : null));
  const next = state.game.mode === "live" ? null
    : el("footer.foot", {}, button(t("next"), "main", () => goNext(question.turn), "send"));
  return { nodes: [el("article.reveal", {}, banner,
    el("div.card", {}, kicker(), el("h2.stem small", { words: question.stem }), picture(question),
      isText ? null : told(question, reveal),
      reveal.feedback ? el("p.feedback", { words: reveal.feedback }) : null),
    reveal.explanation ? el("section.card", {}, el("h2", t("why")), el("p.prose", { words: reveal.explanation })) : null,
    proof(reveal.proof), next)] };
}

function told(question, reveal) {
  if (question.kind === "choose") return judgedOptions(question.options, reveal, app.state.answer);
  if (question.kind === "true_false") return judgedOptions(trueAndFalse(), reveal, [app.state.answer]);
  const nodes = [el("dl.compare", {},
    el("div.line " + verdictOf(reveal.verdict), {}, el("dt", {}, icon(reveal.verdict === "none" ? "minus" : verdictOf(reveal.verdict)), el("span", t("your_answer"))),
      el("dd", { words: reveal.given || t("no_answer") })),
    reveal.key ? el("div.line key", {}, el("dt", {}, icon("right"), el("span", t("right_answer"))), el("dd", { words: reveal.key })) : null)];
  if (question.kind === "map") nodes.push(judgedMap(reveal));
  return nodes;
}

function judgedOptions(options, reveal, given) {
  const right = (Array.isArray(reveal.right) ? reveal.right : [reveal.right]).map(String);
  const mine = (Array.isArray(given) ? given : []).map(String);
  const counts = {};
  for (const one of reveal.spread || []) counts[String(one.id)] = one.count;
  return el("ul.judged", {}, options.map((option, place) => {
    const id = String(option.id);
    const isRight = right.indexOf(id) >= 0;
    const isMine = mine.indexOf(id) >= 0;
    const row = el("li." + (isRight ? "is-right" : isMine ? "is-wrong" : ""), {}, badge(place, option.sign),
      el("div.words", {}, el("span", { words: option.text }),
        isRight || isMine ? el("p.tags", {},
          isRight ? el("span.tag right", {}, icon("right"), el("span", t("right_answer"))) : null,
          isMine ? el("span.tag" + (isRight ? "" : " wrong"), {}, isRight ? null : icon("wrong"), el("span", t("your_answer"))) : null) : null,
        reveal.spread ? spreadBar(counts[id] || 0, reveal.answers) : null));
    return row;
  }));
}

// Of all who answered, not of the most frequent answer: a bar half as long is half of the class.
function spreadBar(count, all) {
  const inner = el("i");
  inner.style.width = 100 * count / (all || 1) + "%";
  return el("p.spread", {}, el("span.track", { hush: true }, inner),
    el("span.unseen", t("chosen_by", number(count), number(all))), el("b", { hush: true, text: number(count) }));
}

function proof(found) {
  if (!found || !found.text) return null;
  const start = Math.max(0, found.start || 0);
  const end = Math.max(start, found.end || 0);
  // Python counts code points, JavaScript halves of them
  const letters = Array.from(found.text);
  const cut = (from, to) => letters.slice(from, to).join("");
  return el("figure.card proof", {}, el("h2", t("source")),
    el("blockquote.prose", { dir: "auto" }, cut(0, start), end > start ? el("mark", cut(start, end)) : null, cut(end, letters.length)),
    found.source ? el("figcaption", { words: found.source }) : null);
}

function figures() {
  const me = app.state.me || {};
  const isExit = (app.state.game || {}).mode === "exit" && app.state.phase !== "ended";
  const all = [];
  if (isNumber(me.points) && !isExit) all.push([t("points"), number(me.points)]);
  if (isNumber(me.rank)) all.push([t("rank"), isNumber(me.of) ? t("rank_of", me.rank, me.of) : number(me.rank)]);
  return el("dl.figures", {}, all.map((one) => el("div", {}, el("dt", one[0]), el("dd", one[1]))));
}

function goalBar() {
  const goal = app.state.goal;
  if (!goal || !isNumber(goal.share)) return null;
  const isReached = goal.share >= goal.goal;
  const inner = el("i");
  inner.style.width = Math.min(100, 100 * goal.share) + "%";
  const flag = el("b");
  flag.style.insetInlineStart = Math.min(100, 100 * goal.goal) + "%";
  return el("div.goal" + (isReached ? " reached" : ""), {},
    el("span.track", { hush: true }, inner, flag),
    el("p", {}, isReached ? icon("right") : null, el("span", t(isReached ? "goal_reached" : "goal", percent(goal.share), percent(goal.goal)))));
}

function standingScreen() {
  return { nodes: [brand(), el("div.card middle", {}, heading(t("standing")), figures(), goalBar(), el("p.lead", t("look")))] };
}

function endScreen() {
  const state = app.state;
  const isEnded = state.phase === "ended" || app.isOver;
  const lines = state.lines || [];
  const asked = lines.filter((line) => line.verdict !== "unchecked"); // what nobody has looked at counts for nothing yet
  const right = lines.filter((line) => line.verdict === "right").length;
  const me = state.me || {};
  const isCircle = (state.game || {}).mode === "mastery";
  return { nodes: [brand(), el("div.card middle", {},
    el("span.sign big", {}, icon(isEnded ? "star" : "right")),
    heading(t(isEnded ? "ended" : "done")),
    app.name ? el("p.kicker", { words: app.name }) : null,
    asked.length ? el("p.score", t("right_count", number(right), number(asked.length))) : null,
    asked.length ? meter(right / asked.length) : null,
    isCircle && isNumber(me.known) ? el("p.lead", t("known", me.known, state.game.total)) : null,
    figures(), goalBar(), isEnded ? null : el("p.lead", t("done_help"))),
  isEnded ? button(t("join_new"), "quiet", leave) : null,
  lines.length ? el("section.card", {}, el("h2", t("answers")), el("ol.lines", {}, lines.map(resultLine))) : null] };
}

function meter(share) {
  const inner = el("i");
  inner.style.width = 100 * share + "%";
  return el("span.track meter", { hush: true }, inner);
}

function resultLine(line) {
  const verdict = verdictOf(line.verdict);
  const isBlank = line.verdict === "none";
  const hasKey = line.key && (isBlank || verdict === "wrong" || verdict === "almost");
  return el("li", {}, isBlank ? el("span.sign unchecked", {}, icon("minus")) : verdictSign(verdict),
    el("div", {}, el("p.asked", { words: line.stem }),
      el("p.was " + (isBlank ? "unchecked" : verdict), {}, el("b", isBlank ? t("no_answer") : t(verdict) + (line.given ? ": " : "")), el("span", { words: line.given || "" })),
      hasKey ? el("p.key", {}, el("b", t("right_answer") + ": "), el("span", { words: line.key })) : null));
}

function byeScreen() {
  const isElsewhere = app.bye === "elsewhere";
  return { nodes: [brand(), el("div.card middle", {}, el("span.sign", {}, icon(isElsewhere ? "unchecked" : "lock")),
    heading(t(isElsewhere ? "elsewhere" : "sent_out", app.name)), isElsewhere ? null : el("p.lead", t("ask")),
    isElsewhere ? [button(t("play_here", app.name), "main", playHere), button(t("play_too"), "plain", playToo)] : button(t("join_new"), "main", leave))] };
}
