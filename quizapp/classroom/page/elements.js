// Elements, made without HTML: whatever a name or a question says is text. el("p.help", "Wait") has a
// class and a text. words: text in a direction of its own; hush: not for screen readers
function el(name, props, ...children) {
  const [tag, kind] = name.split(".");
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (typeof props === "string") props = { text: props };
  for (const key of Object.keys(props || {})) {
    const value = props[key];
    if (value === null || value === undefined || value === false) continue;
    if (key === "words") made.dir = "auto";
    if (key === "text" || key === "words") made.textContent = value;
    else if (key === "hush") made.setAttribute("aria-hidden", "true");
    else if (key.slice(0, 2) === "on") on(made, key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  fill(made, children);
  return made;
}

function fill(parent, children) {
  for (const child of children) {
    if (Array.isArray(child)) fill(parent, child);
    else if (child) parent.append(child);
  }
}

function on(node, what, act) {
  node.addEventListener(what, act);
}

function byId(id) {
  return document.getElementById(id);
}

function empty(node) {
  while (node.firstChild) node.removeChild(node.firstChild);
}

const SVG = "http://www.w3.org/2000/svg";

function svg(name, box, paths) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("viewBox", box);
  made.setAttribute("class", name);
  made.setAttribute("aria-hidden", "true");
  made.setAttribute("focusable", "false");
  for (const d of paths) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", d);
    made.append(path);
  }
  return made;
}

const ICONS = {
  right: ["M5 12.5l4.5 4.5L19 7.5"],
  almost: ["M4 10c3-4 5-4 8-1.5s5 2.5 8-1.5", "M4 17c3-4 5-4 8-1.5s5 2.5 8-1.5"],
  wrong: ["M6 6l12 12M18 6L6 18"],
  unchecked: ["M12 7v5.5l3.5 2", "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z"],
  pause: ["M8.5 6v12M15.5 6v12"],
  lock: ["M6 11h12v9H6Z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  star: ["M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6L12 17.1 6.7 20l1.1-6L3.4 9.8l6-.8Z"],
  up: ["M6 14.5l6-6 6 6"],
  down: ["M6 9.5l6 6 6-6"],
  grip: ["M5 9h14M5 15h14"],
  plus: ["M12 5v14M5 12h14"],
  minus: ["M5 12h14"],
  whole: ["M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5"],
  cloud: ["M4 4l16 16", "M5 12.5c1-1 2.2-1.8 3.5-2.2M19 12.5a10 10 0 0 0-5.5-2.7M8.5 16a5 5 0 0 1 5-1", "M12 19.5h.01"],
  send: ["M5 12h13M12.5 6l6 6-6 6"],
};

function icon(name) {
  return svg("icon icon-" + name, "0 0 24 24", ICONS[name]);
}

// Each option has a letter, a shape and a colour, the same ones on the wall.
const SHAPES = [
  "M20 3a17 17 0 1 0 0 34 17 17 0 0 0 0-34Z",
  "M9 4h22a5 5 0 0 1 5 5v22a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5V9a5 5 0 0 1 5-5Z",
  "M17 4.5a3.5 3.5 0 0 1 6 0L38 32a3.5 3.5 0 0 1-3 5.2H5A3.5 3.5 0 0 1 2 32Z",
  "M17.2 2.2a4 4 0 0 1 5.6 0l15 15a4 4 0 0 1 0 5.6l-15 15a4 4 0 0 1-5.6 0l-15-15a4 4 0 0 1 0-5.6Z",
  "M17.7 2.7a4 4 0 0 1 4.6 0L37 13.3a4 4 0 0 1 1.4 4.5l-5.5 17a4 4 0 0 1-3.8 2.7H10.9a4 4 0 0 1-3.8-2.7l-5.5-17A4 4 0 0 1 3 13.3Z",
  "M12.5 3.5h15a4 4 0 0 1 3.4 2l7.2 12.5a4 4 0 0 1 0 4L30.9 34.5a4 4 0 0 1-3.4 2h-15a4 4 0 0 1-3.4-2L1.9 22a4 4 0 0 1 0-4L9.1 5.5a4 4 0 0 1 3.4-2Z",
];

function letter(place) {
  return String.fromCharCode(65 + (place % 26));
}

function badge(place, sign) {
  const kind = place % SHAPES.length;
  return el("span.badge hue-" + kind, { hush: true },
    svg("shape", "0 0 40 40", [SHAPES[kind]]),
    el("b", sign === undefined ? letter(place) : sign));
}

// Without act() it sends its form.
function button(text, kind, act, symbol) {
  return el("button." + kind, { type: act ? "button" : "submit", onclick: act }, symbol && icon(symbol), el("span", text));
}

// With nothing but a sign on it, and what it does for those who do not see that.
function signButton(symbol, label, act) {
  return el("button.plain", { type: "button", "aria-label": label, title: label, onclick: act }, icon(symbol));
}

function heading(words, kind) {
  return el("h1", { tabindex: "-1", words, class: kind });
}

// A line to type into: what a phone makes of words has no place in an answer or a name.
function inputLine(props) {
  const plain = { type: "text", autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false", dir: "auto" };
  return el("input", Object.assign(plain, props));
}

// Said by screen readers, and never twice at once.
let sayAgain = 0;
function say(text) {
  const spoken = byId("say");
  spoken.textContent = "";
  clearTimeout(sayAgain);
  sayAgain = setTimeout(() => { spoken.textContent = text; }, 60);
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isNumber(value) {
  return typeof value === "number" && isFinite(value);
}
