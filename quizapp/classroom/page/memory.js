// What outlives a refresh. Private windows throw or forget: then the tab or the page remembers.
const memory = (() => {
  const stores = [];
  const own = {};
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].setItem("quizapp.try", "1");
      window[name].removeItem("quizapp.try");
      stores.push(window[name]);
    } catch (error) {
      // not to be had here
    }
  }
  return {
    get(key) {
      if (key in own) return own[key];
      for (const store of stores) {
        try {
          const text = store.getItem("quizapp." + key);
          if (text !== null) return JSON.parse(text);
        } catch (error) {
          // as if it were not there
        }
      }
      return null;
    },
    set(key, value) {
      own[key] = value;
      for (const store of stores) {
        try {
          if (value === null) store.removeItem("quizapp." + key);
          else {
            store.setItem("quizapp." + key, JSON.stringify(value));
            return;
          }
        } catch (error) {
          // full, or forbidden by now: the next one
        }
      }
    },
  };
})();
