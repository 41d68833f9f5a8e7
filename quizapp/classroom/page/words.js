// The words of the page, in the language of the browser.
const TEXTS = "TEXTS"; // by language: at first that of the page alone; page.py puts it here
const LANGUAGES = "LANGUAGES"; // the names of all, by language

const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];
let language = Object.keys(TEXTS)[0];

function pickLanguage() {
  const asked = new URLSearchParams(location.search).get("lang");
  const wanted = [asked, memory.get("language")].concat(navigator.languages || [navigator.language]);
  for (const tag of wanted) {
    const short = String(tag || "").toLowerCase().split(/[-_]/)[0];
    if (Object.prototype.hasOwnProperty.call(LANGUAGES, short)) return short;
  }
  return Object.keys(TEXTS)[0];
}

// The words of another language than that of the page come by themselves, and then it is spoken.
function speak(chosen, spoken) {
  if (TEXTS[chosen]) {
    useLanguage(chosen);
    spoken();
    return;
  }
  fetch("/words/" + chosen + ".json").then((answer) => (answer.ok ? answer.json() : null)).then((words) => {
    if (!words) return;
    TEXTS[chosen] = words;
    useLanguage(chosen);
    spoken();
  }, () => {});
}

function useLanguage(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  document.documentElement.dir = RIGHT_TO_LEFT.indexOf(chosen) < 0 ? "ltr" : "rtl";
}

// t("question", 3, 10): the text with {0} and {1} filled in, each in a direction of its own
function t(key, ...values) {
  const text = TEXTS[language][key] || key;
  const [open, close] = document.documentElement.dir === "rtl" ? ["\u2068", "\u2069"] : ["", ""];
  return text.replace(/\{(\d)\}/g, (_, place) => open + values[place] + close);
}

function number(value) {
  return new Intl.NumberFormat(language + "-u-nu-latn", { maximumFractionDigits: 2 }).format(value);
}

function percent(share) {
  return new Intl.NumberFormat(language + "-u-nu-latn", { style: "percent", maximumFractionDigits: 0 }).format(share);
}
