// How each kind of question is answered. A maker gets the question and changed(), and gives
// {node, value(), fill(response), lock(isLocked)}; value() is null where nothing is answered yet;
// isOneTap: one tap is a whole answer.
const LONGEST_LINE = 200;
const LONGEST_TEXT = 1500; // with what goes round it below the 4 kB that the host takes

function group(legend, ...children) {
  return el("fieldset.group", {}, el("legend.hint", legend), children);
}

function lockAll(node) {
  return (isLocked) => {
    for (const field of node.querySelectorAll("button, input, select, textarea")) {
      field.disabled = isLocked;
    }
  };
}

// one option, or true and false: buttons that say whether they are pressed
function makeChoice(legend, options, several, changed) {
  let chosen = [];
  const buttons = options.map((option, place) => {
    const made = el("button.option", { type: "button", "aria-pressed": "false" },
      badge(place, option.sign), el("span.unseen", option.sign ? "" : letter(place) + ". "),
      el("span.words", { words: option.text }),
      el("span." + (several ? "box" : "dot"), { hush: true }, icon("right")));
    on(made, "click", () => pick(option.id));
    return made;
  });
  const isWide = options.some((option) => option.text.length > 60);
  const node = group(legend, el("div.options" + (isWide ? " long" : ""), {}, buttons));

  function paint() {
    buttons.forEach((made, place) => {
      made.setAttribute("aria-pressed", String(chosen.indexOf(options[place].id) >= 0));
    });
  }

  function pick(id) {
    if (!several) chosen = [id];
    else if (chosen.indexOf(id) < 0) chosen = chosen.concat([id]);
    else chosen = chosen.filter((each) => each !== id);
    paint();
    changed(!several);
  }

  return {
    node,
    isOneTap: !several,
    value: () => (chosen.length ? options.map((o) => o.id).filter((id) => chosen.indexOf(id) >= 0) : null),
    fill(response) {
      chosen = Array.isArray(response) ? response.slice() : [];
      paint();
    },
    lock: lockAll(node),
    key(pressed) {
      const made = buttons[pressed - 1];
      if (made && !made.disabled) made.click();
    },
  };
}

function trueAndFalse() {
  return [{ id: true, text: t("true"), sign: "✓" }, { id: false, text: t("false"), sign: "✕" }];
}

function makeTrueFalse(changed) {
  const made = makeChoice(t("is_it_true"), trueAndFalse(), false, changed);
  const value = made.value;
  const fillList = made.fill;
  made.value = () => (value() ? value()[0] : null);
  made.fill = (response) => fillList(typeof response === "boolean" ? [response] : []);
  return made;
}

function makeLine(label, help, props, changed) {
  const field = inputLine(Object.assign({ id: "line", maxlength: LONGEST_LINE, enterkeyhint: "send" }, props));
  if (help) field.setAttribute("aria-describedby", "help");
  on(field, "input", () => changed(false));
  const row = el("div.row", {}, field);
  const node = el("div.group", {},
    el("label.hint", { for: "line", text: label }), row,
    help ? el("p.help", { id: "help", text: help }) : null);
  return {
    node, field, row,
    value: () => (field.value.trim() ? field.value : null),
    fill(response) { field.value = typeof response === "string" ? response : ""; },
    lock: lockAll(node),
  };
}

// Number pads of phones often lack the minus.
function makeNumber(changed) {
  const made = makeLine(t("a_number"), "", { inputmode: "decimal", dir: "ltr" }, changed);
  const sign = el("button.plain flip", { type: "button", text: "±", "aria-label": t("sign") });
  on(sign, "click", () => {
    const text = made.field.value.trim();
    made.field.value = /^[-−]/.test(text) ? text.slice(1) : "-" + text;
    made.field.focus();
    changed(false);
  });
  made.row.append(sign);
  const value = made.value;
  made.value = () => (made.field.value.trim() === "-" ? null : value());
  return made;
}

function makeText(changed) {
  const field = el("textarea", { id: "line", rows: "6", maxlength: LONGEST_TEXT, dir: "auto" });
  on(field, "input", () => changed(false));
  const node = el("div.group", {},
    el("label.hint", { for: "line", text: t("open") }), field);
  return {
    node,
    value: () => (field.value.trim() ? field.value : null),
    fill(response) { field.value = typeof response === "string" ? response : ""; },
    lock: lockAll(node),
  };
}

function makeSelect(options, props, changed) {
  const made = el("select", props, el("option", { value: "", text: t("choose") }),
    options.map((option) => el("option", { value: option.id, words: option.text })));
  on(made, "change", () => changed(false));
  return made;
}

function makeCloze(question, changed) {
  const fields = [];
  const text = el("p.cloze", { dir: "auto" });
  for (const part of question.parts) {
    if (part.gap === undefined) {
      text.append(part.text);
      continue;
    }
    const props = { "aria-label": t("gap", part.gap + 1), class: "gap" };
    const field = part.options
      ? makeSelect(part.options, props, changed)
      : inputLine(Object.assign({ maxlength: LONGEST_LINE, enterkeyhint: "next" }, props));
    if (!part.options) on(field, "input", () => changed(false));
    fields[part.gap] = field;
    on(field, "keydown", (event) => {
      const after = fields[part.gap + 1];
      if (event.key !== "Enter" || !after) return;
      event.preventDefault(); // only the last gap sends
      after.focus();
    });
    text.append(field);
  }
  const node = group(t("gaps"), text);
  return {
    node,
    value: () => {
      const given = fields.map((field) => field.value);
      return given.some((each) => each.trim()) ? given : null;
    },
    fill(response) {
      fields.forEach((field, gap) => { field.value = (Array.isArray(response) && response[gap]) || ""; });
    },
    lock: lockAll(node),
  };
}

function makeMatch(question, changed) {
  const fields = [];
  const rows = question.premises.map((premise, place) => {
    const field = makeSelect(question.answers, { id: "pair" + place }, changed);
    fields.push(field);
    return el("li.pair", {},
      el("label", { for: "pair" + place, words: premise.text }), field);
  });
  const node = group(t("match"), el("ol.pairs", {}, rows));
  return {
    node,
    value: () => {
      const given = fields.map((field) => field.value || null);
      return given.some((each) => each !== null) ? given : null;
    },
    fill(response) {
      fields.forEach((field, place) => { field.value = (Array.isArray(response) && response[place]) || ""; });
    },
    lock: lockAll(node),
  };
}

function makeOrder(question, changed) {
  const list = el("ol.order");
  const rows = {};
  let ids = question.items.map((item) => item.id);
  let isLocked = false;

  for (const item of question.items) {
    const up = signButton("up", t("up", item.text), () => step(item.id, -1, up));
    const down = signButton("down", t("down", item.text), () => step(item.id, 1, down));
    const grip = el("span.grip", { hush: true }, icon("grip"));
    const row = el("li.item", {}, grip, el("span.place", { hush: true }),
      el("span.words", { words: item.text }), up, down);
    rows[item.id] = { row, up, down, text: item.text };
    on(row, "keydown", (event) => {
      const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!by) return;
      event.preventDefault();
      step(item.id, by, event.target);
    });
    drag(grip, row, item.id);
  }

  function paint() {
    ids.forEach((id, place) => {
      const one = rows[id];
      list.append(one.row);
      one.row.querySelector(".place").textContent = number(place + 1);
      one.up.disabled = isLocked || place === 0;
      one.down.disabled = isLocked || place === ids.length - 1;
    });
  }

  function move(id, to) {
    ids = ids.filter((each) => each !== id);
    ids.splice(to, 0, id);
    paint();
    changed(false);
  }

  function step(id, by, from) {
    const to = ids.indexOf(id) + by;
    if (isLocked || to < 0 || to >= ids.length) return;
    move(id, to);
    const one = rows[id];
    (from.disabled ? (from === one.up ? one.down : one.up) : from).focus();
    say(t("moved", one.text, to + 1, ids.length));
  }

  function drag(grip, row, id) {
    let isHeld = false;
    on(grip, "pointerdown", (event) => {
      if (isLocked) return;
      isHeld = true;
      grip.setPointerCapture(event.pointerId);
      row.classList.add("held");
      event.preventDefault();
    });
    on(grip, "pointermove", (event) => {
      if (!isHeld) return;
      const others = ids.filter((each) => each !== id);
      const to = others.filter((each) => {
        const box = rows[each].row.getBoundingClientRect();
        return event.clientY > box.top + box.height / 2;
      }).length;
      if (to !== ids.indexOf(id)) {
        move(id, to);
        grip.setPointerCapture(event.pointerId); // it was taken out of the page and put back
      }
    });
    const release = () => {
      isHeld = false;
      row.classList.remove("held");
    };
    on(grip, "pointerup", release);
    on(grip, "pointercancel", release);
  }

  paint();
  return {
    node: group(t("order"), list),
    value: () => ids.slice(),
    fill(response) {
      if (Array.isArray(response) && response.length === ids.length) ids = response.slice();
      paint();
    },
    lock(isNow) {
      isLocked = isNow;
      list.classList.toggle("fixed", isNow);
      paint();
    },
  };
}

function nothingToDo() {
  return { node: null, value: () => null, fill() {}, lock() {} };
}

function makeKind(question, changed) {
  switch (question.kind) {
    case "choose":
      return makeChoice(t(question.several ? "choose_several" : "choose_one"), question.options, question.several, changed);
    case "true_false": return makeTrueFalse(changed);
    case "numeric": return makeNumber(changed);
    case "when":
      return makeLine(t("a_date"), t("date_help", t("date_day"), "1917", t("date_bc")), {}, changed);
    case "cloze": return makeCloze(question, changed);
    case "order": return makeOrder(question, changed);
    case "match": return makeMatch(question, changed);
    case "map": return makeMapKind(changed);
    case "open": return makeText(changed);
    case "information": return nothingToDo();
    default: return makeLine(t("your_answer"), "", {}, changed);
  }
}
