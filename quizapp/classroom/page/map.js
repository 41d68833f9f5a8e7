// Only in the page of a round that asks for places; in the others stands no_map.js.
//
// A map to point at: the land in Gall's projection, cut at the Bering Strait so that Russia is in
// one piece, as in the window. x is in degrees of longitude, y goes down from the equator.
const WEST = -169;
const EAST = 191;
const STRETCH = (1 + Math.SQRT2) * 180 / Math.PI;
const TOP = down(84);
const BOTTOM = down(-58);
const CLOSEST = 60; // pixels to a degree
const AROUND = 40; // degrees that are shown around a single place
const TAP = 8; // pixels: a finger that moved farther was dragging

function down(north) {
  return -STRETCH * Math.tan(north * Math.PI / 360);
}

function across(east) {
  return east < WEST ? east + 360 : east;
}

function placeAt(x, y) {
  const north = Math.atan(-y / STRETCH) * 360 / Math.PI;
  const east = ((x + 540) % 360) - 180;
  return [Math.round(north * 100) / 100, Math.round(east * 100) / 100];
}

function placeText(point) {
  if (!point) return t("no_place");
  const signs = t("compass").split(" ");
  const one = (value, plus, minus) => number(Math.abs(Math.round(value * 10) / 10)) + "° " + signs[value < 0 ? minus : plus];
  return one(point[0], 0, 1) + ", " + one(point[1], 2, 3);
}

// {"land": [[ring, ...], ...], "coast": [line, ...]}: each of the former is filled even-odd by
// itself; rings and lines are [east, north, east, north, ...] in degrees.
let landPromise = null;
function land() {
  if (landPromise) return landPromise;
  landPromise = fetch("/land.json").then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }).then((found) => ({
    land: (found.land || []).map((rings) => path(rings, true)),
    coast: path(found.coast || [], false),
  }));
  landPromise.catch(() => { landPromise = null; });
  return landPromise;
}

function path(lines, isClosed) {
  const made = new Path2D();
  for (const line of lines) {
    for (let at = 0; at + 1 < line.length; at += 2) {
      if (at) made.lineTo(line[at], down(line[at + 1]));
      else made.moveTo(line[at], down(line[at + 1]));
    }
    if (isClosed) made.closePath();
  }
  return made;
}

// pointed(point): somebody chose [degrees north, degrees east]. right: shown beside it, or null.
function makeMap(pointed, right) {
  const canvas = el("canvas.map", { tabindex: "0", role: "application", "aria-label": t("map"), "aria-describedby": "map-help" });
  const told = el("p.told", t("no_place"));
  const tools = el("div.tools", {},
    signButton("plus", t("zoom_in"), () => zoomBy(1.6)), signButton("minus", t("zoom_out"), () => zoomBy(1 / 1.6)),
    signButton("whole", t("zoom_all"), () => { view.scale = 0; draw(); }));
  const node = el("div.map-box", {}, el("div.map-frame", {}, canvas, tools),
    told, el("p.help", { id: "map-help", text: t("map_help") }));
  const view = { x: 11, y: -30, scale: 0, width: 1, height: 1 };
  const fingers = {};
  let point = null;
  let ground = null;
  let isLocked = false;
  let start = null; // of a drag or pinch
  let sayLater = 0;

  let isFramed = !right;

  land().then((found) => { ground = found; draw(); }, () => draw());

  // The right place and what was chosen, with the land around them.
  function frame() {
    const places = [right, point].filter(Boolean).map((place) => [across(place[1]), down(place[0])]);
    const ends = [0, 1].map((axis) => places.map((place) => place[axis])).map((values) => [Math.min(...values), Math.max(...values)]);
    const [x, y] = ends;
    view.x = (x[0] + x[1]) / 2;
    view.y = (y[0] + y[1]) / 2;
    view.scale = Math.min(view.width / Math.max(AROUND, 1.4 * (x[1] - x[0])), view.height / Math.max(AROUND, 1.4 * (y[1] - y[0])));
    isFramed = true;
  }

  function keep() {
    const whole = Math.min(view.width / (EAST - WEST), view.height / (BOTTOM - TOP));
    view.scale = Math.min(CLOSEST, Math.max(whole, view.scale));
    view.x = within(view.x, WEST, EAST, view.width / view.scale);
    view.y = within(view.y, TOP, BOTTOM, view.height / view.scale);
  }

  function within(middle, least, most, shown) {
    if (shown >= most - least) return (least + most) / 2;
    return Math.min(most - shown / 2, Math.max(least + shown / 2, middle));
  }

  function toMap(left, top) {
    return [view.x + (left - view.width / 2) / view.scale, view.y + (top - view.height / 2) / view.scale];
  }

  function toScreen(place) {
    return [(across(place[1]) - view.x) * view.scale + view.width / 2, (down(place[0]) - view.y) * view.scale + view.height / 2];
  }

  function zoomBy(factor, left, top) {
    const at = isNumber(left) ? [left, top] : point && isInside(toScreen(point)) ? toScreen(point) : [view.width / 2, view.height / 2];
    const before = toMap(at[0], at[1]);
    view.scale = view.scale * factor;
    keep();
    const after = toMap(at[0], at[1]);
    view.x += before[0] - after[0];
    view.y += before[1] - after[1];
    draw();
  }

  function isInside(at) {
    return at[0] > 12 && at[1] > 12 && at[0] < view.width - 12 && at[1] < view.height - 12;
  }

  function draw() {
    if (!canvas.isConnected || !canvas.clientWidth) return;
    const density = Math.min(3, window.devicePixelRatio || 1);
    view.width = canvas.clientWidth;
    view.height = canvas.clientHeight;
    const size = [Math.round(view.width * density), Math.round(view.height * density)];
    if (canvas.width !== size[0] || canvas.height !== size[1]) {
      canvas.width = size[0];
      canvas.height = size[1];
    }
    if (!isFramed) frame();
    keep();
    const ink = getComputedStyle(canvas);
    const colour = (name) => ink.getPropertyValue("--" + name).trim();
    const pen = canvas.getContext("2d");
    pen.setTransform(density, 0, 0, density, 0, 0);
    pen.fillStyle = colour("sea");
    pen.fillRect(0, 0, view.width, view.height);
    pen.translate(view.width / 2, view.height / 2);
    pen.scale(view.scale, view.scale);
    pen.translate(-view.x, -view.y);
    pen.lineWidth = 1 / view.scale;
    grid(pen, colour("grid"));
    if (ground) {
      pen.fillStyle = colour("land");
      for (const part of ground.land) pen.fill(part, "evenodd");
      pen.strokeStyle = colour("coast");
      pen.stroke(ground.coast);
    }
    pen.setTransform(density, 0, 0, density, 0, 0);
    if (right) mark(pen, toScreen(right), colour("right"), colour("base"), true);
    if (point) mark(pen, toScreen(point), colour("cross"), colour("base"), false);
  }

  function grid(pen, colour) {
    pen.strokeStyle = colour;
    pen.beginPath();
    for (let east = -150; east <= 180; east += 30) {
      pen.moveTo(east, TOP);
      pen.lineTo(east, BOTTOM);
    }
    for (let north = -30; north <= 60; north += 30) {
      pen.moveTo(WEST, down(north));
      pen.lineTo(EAST, down(north));
    }
    pen.stroke();
  }

  // A cross in a ring for what was chosen, a filled disc in a ring for what is right.
  function mark(pen, at, colour, halo, isFilled) {
    for (const [ink, width] of [[halo, 6], [colour, 2.5]]) {
      pen.strokeStyle = ink;
      pen.lineWidth = width;
      pen.beginPath();
      pen.arc(at[0], at[1], 10, 0, 2 * Math.PI);
      if (!isFilled) {
        for (const [x, y] of [[0, -1], [0, 1], [-1, 0], [1, 0]]) {
          pen.moveTo(at[0] + 4 * x, at[1] + 4 * y);
          pen.lineTo(at[0] + 16 * x, at[1] + 16 * y);
        }
      }
      pen.stroke();
    }
    pen.fillStyle = colour;
    pen.beginPath();
    pen.arc(at[0], at[1], isFilled ? 6 : 2, 0, 2 * Math.PI);
    pen.fill();
  }

  function choose(x, y) {
    if (isLocked) return;
    point = placeAt(Math.min(EAST - 0.01, Math.max(WEST, x)), Math.min(BOTTOM, Math.max(TOP, y)));
    told.textContent = placeText(point);
    clearTimeout(sayLater);
    sayLater = setTimeout(() => say(placeText(point)), 600);
    pointed(point);
    draw();
  }

  function nudge(x, y) {
    const from = point ? [across(point[1]), down(point[0])] : [view.x, view.y];
    choose(from[0] + x / view.scale, from[1] + y / view.scale);
    if (isLocked || isInside(toScreen(point))) return;
    view.x = across(point[1]);
    view.y = down(point[0]);
    draw();
  }

  on(canvas, "keydown", (event) => {
    const far = event.shiftKey ? 40 : 8;
    const moves = { ArrowLeft: [-far, 0], ArrowRight: [far, 0], ArrowUp: [0, -far], ArrowDown: [0, far] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) nudge(moves[event.key][0], moves[event.key][1]);
    else if (event.key === "+" || event.key === "=") zoomBy(1.6);
    else if (event.key === "-") zoomBy(1 / 1.6);
    else if (event.key === " " || event.key === "Enter") nudge(0, 0);
    else return;
    event.preventDefault();
  });

  function middle() {
    const all = Object.keys(fingers).map((id) => fingers[id]);
    const x = all.reduce((sum, each) => sum + each[0], 0) / all.length;
    const y = all.reduce((sum, each) => sum + each[1], 0) / all.length;
    const wide = all.length > 1 ? Math.hypot(all[0][0] - all[1][0], all[0][1] - all[1][1]) : 0;
    return { x, y, wide, fingers: all.length };
  }

  function at(event) {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  on(canvas, "pointerdown", (event) => {
    if (event.button > 0) return;
    canvas.setPointerCapture(event.pointerId);
    fingers[event.pointerId] = at(event);
    const moved = start ? start.moved : 0;
    start = Object.assign(middle(), { moved });
  });
  on(canvas, "pointermove", (event) => {
    if (!fingers[event.pointerId] || !start) return;
    fingers[event.pointerId] = at(event);
    const now = middle();
    start.moved += Math.hypot(now.x - start.x, now.y - start.y) + Math.abs(now.wide - start.wide);
    if (start.moved < TAP) return;
    view.x -= (now.x - start.x) / view.scale;
    view.y -= (now.y - start.y) / view.scale;
    if (now.wide && start.wide) zoomBy(now.wide / start.wide, now.x, now.y);
    keep();
    draw();
    start = Object.assign(now, { moved: start.moved });
  });
  const lift = (event) => {
    if (!fingers[event.pointerId]) return;
    const where = fingers[event.pointerId];
    delete fingers[event.pointerId];
    const isLast = !Object.keys(fingers).length;
    if (isLast && event.type === "pointerup" && start && start.moved < TAP) {
      const spot = toMap(where[0], where[1]);
      choose(spot[0], spot[1]);
    }
    start = isLast ? null : Object.assign(middle(), { moved: TAP });
  };
  on(canvas, "pointerup", lift);
  on(canvas, "pointercancel", lift);
  on(canvas, "wheel", (event) => {
    event.preventDefault();
    const spot = at(event);
    zoomBy(event.deltaY < 0 ? 1.25 : 0.8, spot[0], spot[1]);
  }, { passive: false });
  onSizeOrColour(canvas, draw);

  return {
    node,
    value: () => point,
    set(chosen) {
      point = chosen;
      told.textContent = placeText(point);
      draw();
    },
    lock(isNow) { isLocked = isNow; },
  };
}

// Until the element has left the page.
function onSizeOrColour(node, draw) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let wasThere = false;
  const again = () => {
    if (node.isConnected) {
      wasThere = true;
      draw();
    } else if (wasThere) {
      removeEventListener("resize", again);
      if (dark.removeEventListener) dark.removeEventListener("change", again);
    }
  };
  addEventListener("resize", again);
  if (dark.addEventListener) on(dark, "change", again);
  requestAnimationFrame(again);
}

// How a question for a place is answered, as kinds.js says.
function makeMapKind(changed) {
  const map = makeMap((point) => { write(point); changed(false); });
  const degrees = (id, most) => {
    const field = el("input", { type: "number", id, step: "any", min: -most, max: most, inputmode: "text", dir: "ltr" });
    on(field, "change", read);
    return field;
  };
  const north = degrees("north", 90);
  const east = degrees("east", 180);
  const typed = el("details.degrees", {}, el("summary", t("degrees")),
    el("div.row", {},
      el("label", { for: "north" }, el("span", t("north")), north),
      el("label", { for: "east" }, el("span", t("east")), east)));
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

// Where it was, and what was chosen.
function judgedMap(reveal) {
  const isPlace = Array.isArray(reveal.right) && reveal.right.length === 2 && reveal.right.every(isNumber);
  const map = makeMap(() => {}, isPlace ? reveal.right : null);
  map.set(app.state.answer);
  map.lock(true);
  map.node.classList.add("still");
  return map.node;
}
