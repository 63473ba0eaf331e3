// The filters above the releases. They are kept in the address behind the `#`, so that a view can be sent to somebody.
(function () {
  "use strict";
  const ledger = document.querySelector("[data-releases]");
  if (!ledger) { return; }
  const years = Array.from(ledger.querySelectorAll("details[data-year]"), function (part) {
    return { part: part, name: part.dataset.year, open: part.open };
  });
  const rows = years.flatMap(function (year) {
    return Array.from(year.part.querySelectorAll("tbody tr"), function (row) {
      return { row: row, year: year, is: row.querySelector("[data-is]").dataset.is.split(" "), text: row.textContent.toLowerCase() };
    });
  });
  if (rows.length < 2) { return; }

  const form = document.createElement("form");
  form.className = "filter";
  form.setAttribute("aria-label", say("Filter the releases"));
  const control = function (words, name, element) {
    const label = document.createElement("label");
    element.name = name;
    if (element.type === "checkbox") { label.append(element, " " + words); } else { label.append(words + " ", element); }
    form.append(label);
    return element;
  };
  const choice = function (words, name, values) {
    const select = document.createElement("select");
    [["", say("any")]].concat(values).forEach(function (value) { select.add(new Option(value[1], value[0])); });
    return control(words, name, select);
  };
  const box = function (words, name) {
    const input = document.createElement("input");
    input.type = "checkbox";
    return control(words, name, input);
  };
  choice(say("Readiness"), "readiness", [["go", say("go")], ["no-go", say("no-go")]]);
  choice(say("Year"), "year", years.map(function (year) { return [year.name, year.name]; }));
  box(say("has late evidence"), "late");
  box(say("was rolled back"), "rolled-back");
  const text = document.createElement("input");
  text.type = "search";
  control(say("Text"), "text", text);
  const clear = document.createElement("button");
  clear.type = "reset";
  clear.textContent = say("Clear");
  const status = document.createElement("span");
  status.className = "meta";
  status.setAttribute("role", "status");
  form.append(clear, status);
  ledger.before(form);

  const fields = Array.from(form.elements).filter(function (field) { return field.name; });
  const asked = function () {
    const state = new URLSearchParams();
    fields.forEach(function (field) {
      const value = field.type === "checkbox" ? (field.checked ? "yes" : "") : field.value.trim();
      if (value) { state.set(field.name, value); }
    });
    return state;
  };
  const show = function (state) {
    const any = state.toString() !== "";
    const fits = function (of) {
      return (!state.has("readiness") || of.is.includes(state.get("readiness"))) &&
        (!state.has("year") || of.year.name === state.get("year")) &&
        (!state.has("late") || of.is.includes("late")) &&
        (!state.has("rolled-back") || of.is.includes("rolled-back")) &&
        (!state.has("text") || of.text.includes(state.get("text").toLowerCase()));
    };
    let shown = 0;
    years.forEach(function (year) { year.shown = 0; });
    rows.forEach(function (of) {
      of.row.hidden = !fits(of);
      shown += of.row.hidden ? 0 : 1;
      of.year.shown += of.row.hidden ? 0 : 1;
    });
    years.forEach(function (year) {
      year.part.hidden = year.shown === 0;
      year.part.open = any || year.open;
    });
    status.textContent = say("{n} of {all}", { n: shown, all: rows.length + " " + ledger.dataset.releases });
    clear.hidden = !any;
  };
  // A change of the fields goes to the address; a change of the address (a link, or going back) goes to the fields.
  const changed = function () {
    const state = asked();
    const hash = state.toString();
    history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
    show(state);
  };
  const read = function () {
    const state = new URLSearchParams(location.hash.slice(1));
    fields.forEach(function (field) {
      if (field.type === "checkbox") { field.checked = state.has(field.name); } else { field.value = state.get(field.name) || ""; }
    });
    show(asked());
  };
  form.addEventListener("input", changed);
  form.addEventListener("reset", function () { setTimeout(changed); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", read);
  read();
})();
