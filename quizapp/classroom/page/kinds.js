// How each kind of question is answered. A maker gets the question and changed(), and gives
// {node, value(), fill(response), lock(isLocked)}; value() is null where nothing is answered yet.
const LONGEST_LINE = 200;
const LONGEST_TEXT = 1500; // with what goes round it below the 4 kB that the host takes

function group(legend, ...children) {
  return el("fieldset", { class: "group" }, el("legend", { class: "hint", text: legend }), children);
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
    const made = el("button", { type: "button", class: "option", "aria-pressed": "false" },
      badge(place, option.sign), el("span", { class: "unseen", text: option.sign ? "" : letter(place) + ". " }),
      el("span", { class: "words", text: option.text, dir: "auto" }),
      el("span", { class: several ? "box" : "dot", "aria-hidden": "true" }, icon("right")));
    made.addEventListener("click", () => pick(option.id));
    return made;
  });
  const isWide = options.some((option) => option.text.length > 60);
  const node = group(legend, el("div", { class: "options" + (isWide ? " long" : "") }, buttons));

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

function makeTrueFalse(changed) {
  const options = [
    { id: true, text: t("true"), sign: "✓" },
    { id: false, text: t("false"), sign: "✕" },
  ];
  const made = makeChoice(t("is_it_true"), options, false, changed);
  const value = made.value;
  const fillList = made.fill;
  made.value = () => (value() ? value()[0] : null);
  made.fill = (response) => fillList(typeof response === "boolean" ? [response] : []);
  return made;
}

const PLAIN = { autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", dir: "auto" };

function makeLine(label, help, props, changed) {
  const field = el("input", Object.assign({ type: "text", id: "line", maxlength: LONGEST_LINE, enterkeyhint: "send" }, PLAIN, props));
  if (help) field.setAttribute("aria-describedby", "help");
  field.addEventListener("input", () => changed(false));
  const row = el("div", { class: "row" }, field);
  const node = el("div", { class: "group" },
    el("label", { class: "hint", for: "line", text: label }), row,
    help ? el("p", { class: "help", id: "help", text: help }) : null);
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
  const sign = el("button", { type: "button", class: "plain flip", text: "±", "aria-label": t("sign") });
  sign.addEventListener("click", () => {
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
  field.addEventListener("input", () => changed(false));
  const node = el("div", { class: "group" },
    el("label", { class: "hint", for: "line", text: t("open") }), field);
  return {
    node,
    value: () => (field.value.trim() ? field.value : null),
    fill(response) { field.value = typeof response === "string" ? response : ""; },
    lock: lockAll(node),
  };
}

function makeSelect(options, props, changed) {
  const made = el("select", props, el("option", { value: "", text: t("choose") }),
    options.map((option) => el("option", { value: option.id, text: option.text, dir: "auto" })));
  made.addEventListener("change", () => changed(false));
  return made;
}

function makeCloze(question, changed) {
  const fields = [];
  const text = el("p", { class: "cloze", dir: "auto" });
  for (const part of question.parts) {
    if (part.gap === undefined) {
      text.append(part.text);
      continue;
    }
    const props = { "aria-label": t("gap", part.gap + 1), class: "gap" };
    const field = part.options
      ? makeSelect(part.options, props, changed)
      : el("input", Object.assign({ type: "text", maxlength: LONGEST_LINE, enterkeyhint: "next" }, PLAIN, props));
    if (!part.options) field.addEventListener("input", () => changed(false));
    fields[part.gap] = field;
    field.addEventListener("keydown", (event) => {
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
    return el("li", { class: "pair" },
      el("label", { for: "pair" + place, text: premise.text, dir: "auto" }), field);
  });
  const node = group(t("match"), el("ol", { class: "pairs" }, rows));
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
  const list = el("ol", { class: "order" });
  const rows = {};
  let ids = question.items.map((item) => item.id);
  let isLocked = false;

  for (const item of question.items) {
    const up = el("button", { type: "button", class: "plain", "aria-label": t("up", item.text) }, icon("up"));
    const down = el("button", { type: "button", class: "plain", "aria-label": t("down", item.text) }, icon("down"));
    const grip = el("span", { class: "grip", "aria-hidden": "true" }, icon("grip"));
    const row = el("li", { class: "item" }, grip, el("span", { class: "place", "aria-hidden": "true" }),
      el("span", { class: "words", text: item.text, dir: "auto" }), up, down);
    rows[item.id] = { row, up, down, text: item.text };
    up.addEventListener("click", () => step(item.id, -1, up));
    down.addEventListener("click", () => step(item.id, 1, down));
    row.addEventListener("keydown", (event) => {
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
    grip.addEventListener("pointerdown", (event) => {
      if (isLocked) return;
      isHeld = true;
      grip.setPointerCapture(event.pointerId);
      row.classList.add("held");
      event.preventDefault();
    });
    grip.addEventListener("pointermove", (event) => {
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
    grip.addEventListener("pointerup", release);
    grip.addEventListener("pointercancel", release);
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

function makeMapKind(changed) {
  const map = makeMap((point) => { write(point); changed(false); });
  const degrees = (id, most) => {
    const field = el("input", { type: "number", id, step: "any", min: -most, max: most, inputmode: "text", dir: "ltr" });
    field.addEventListener("change", read);
    return field;
  };
  const north = degrees("north", 90);
  const east = degrees("east", 180);
  const typed = el("details", { class: "degrees" }, el("summary", { text: t("degrees") }),
    el("div", { class: "row" },
      el("label", { for: "north" }, el("span", { text: t("north") }), north),
      el("label", { for: "east" }, el("span", { text: t("east") }), east)));
  const node = group(t("map"), map.node, typed);

  function write(point) {
    north.value = point ? point[0] : "";
    east.value = point ? point[1] : "";
  }

  function read() {
    if (north.value === "" || east.value === "") return;
    const point = [Number(north.value), Number(east.value)];
    if (Math.abs(point[0]) > 90 || Math.abs(point[1]) > 180) return;
    map.set(point);
    changed(false);
  }

  return {
    node,
    value: map.value,
    fill(response) {
      const point = Array.isArray(response) && response.length === 2 ? response : null;
      map.set(point);
      write(point);
    },
    lock(isLocked) {
      north.disabled = isLocked;
      east.disabled = isLocked;
      map.lock(isLocked);
    },
  };
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
    case "information":
      return { node: null, value: () => null, fill() {}, lock() {} };
    default: return makeLine(t("your_answer"), "", {}, changed);
  }
}
