// What outlives a refresh. Each tab has its own, so that several can play; what the browser keeps is
// for a tab that comes anew. Private windows throw or forget: then the tab or the page remembers.
const memory = (() => {
  const stores = [];
  const own = {};
  for (const name of ["sessionStorage", "localStorage"]) {
    try {
      window[name].setItem("quizapp.try", "1");
      window[name].removeItem("quizapp.try");
      stores.push(window[name]);
    } catch (error) {
      // not to be had here
    }
  }
  const read = (store, key) => {
    try {
      return store.getItem("quizapp." + key);
    } catch (error) {
      return null; // as if it were not there
    }
  };
  const textOf = (key) => {
    if (key in own) return JSON.stringify(own[key]);
    const texts = stores.map((store) => read(store, key)).filter((text) => text !== null);
    return texts.length ? texts[0] : "null";
  };
  const valueOf = (text) => {
    try {
      return JSON.parse(text);
    } catch (error) {
      return null;
    }
  };
  return {
    get: (key) => valueOf(textOf(key)),
    set(key, value) {
      const before = textOf(key);
      own[key] = value;
      for (const store of stores) {
        try {
          if (value !== null) store.setItem("quizapp." + key, JSON.stringify(value));
          else if (read(store, key) === before) store.removeItem("quizapp." + key); // not another tab's
        } catch (error) {
          // full, or forbidden by now
        }
      }
    },
    // What this tab has, also from before it was refreshed.
    ofTab: (key) => (key in own ? own[key] : valueOf(read(stores[0], key))),
    // What whichever tab has written last.
    ofBrowser: (key) => valueOf(read(stores[stores.length - 1], key)),
  };
})();
