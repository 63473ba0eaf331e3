// Keys for whoever reads many releases: j and k from stop to stop, / to search, ? for help. They can be switched off, and never take a
// key from a field or from the browser.
(function () {
  "use strict";
  const footer = document.querySelector("footer .bound");
  const help = document.createElement("dialog");
  if (!footer || !help.showModal) { return; }
  const add = function (to, name, text) {
    const element = document.createElement(name);
    if (text) { element.textContent = text; }
    return to.appendChild(element);
  };
  const heading = add(help, "h2", say("Keyboard shortcuts"));
  heading.id = "keys-heading";
  help.id = "keys";
  help.setAttribute("aria-labelledby", heading.id);
  const list = add(help, "dl");
  [
    [["j", "k"], say("the next and the one before: item, step, trigger, or release in the list")],
    [["/"], say("search or filter, where the page has a field for it")],
    [["?"], say("this help")],
  ].forEach(function (row) {
    const entry = add(list, "div"), keys = add(entry, "dt");
    row[0].forEach(function (key) { add(keys, "kbd", key); keys.append(" "); });
    add(entry, "dd", row[1]);
  });
  const label = add(add(help, "p"), "label"), choice = add(label, "input"), close = add(add(help, "p"), "button", say("Close"));
  choice.type = "checkbox";
  label.append(" ", say("Shortcuts of a single key are on"));
  close.type = "button";
  document.body.append(help);
  const opener = add(add(footer, "p"), "button", say("Keyboard shortcuts"));
  opener.type = "button";
  opener.className = "plain";
  opener.dataset.keys = "";
  // A browser may refuse to remember, from a folder above all; then the choice lasts as long as the page.
  const remember = function (value) { try { localStorage.setItem("golive-keys", value); } catch (_) { /* as said */ } };
  const remembered = function () { try { return localStorage.getItem("golive-keys"); } catch (_) { return null; } };
  choice.checked = remembered() !== "off";
  choice.addEventListener("change", function () { remember(choice.checked ? "on" : "off"); });
  opener.addEventListener("click", function () { help.showModal(); });
  close.addEventListener("click", function () { help.close(); });
  help.addEventListener("click", function (event) { if (event.target === help) { help.close(); } });

  const stops = function () {
    return Array.from(document.querySelectorAll("main .item, main .ledger tbody th a")).filter(function (stop) { return stop.checkVisibility(); });
  };
  const step = function (by) {
    const all = stops();
    const here = document.activeElement;
    let at = all.findIndex(function (stop) { return stop.contains(here); });
    // From elsewhere the next stop is the one that is next below or above on the page.
    if (at < 0) {
      const after = all.findIndex(function (stop) { return here !== document.body && here.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING; });
      at = after < 0 ? (by > 0 ? -1 : all.length) : (by > 0 ? after - 1 : after);
    }
    const stop = all[at + by];
    if (!stop) { return; }
    if (stop.tabIndex < 0) { stop.tabIndex = -1; }
    stop.focus();
    stop.scrollIntoView({ block: "nearest" });
  };
  const search = function () {
    const fields = Array.from(document.querySelectorAll("[data-search] input, input[type=search]"));
    const field = fields.find(function (one) { return one.checkVisibility(); });
    if (field) { field.focus(); field.select(); }
    return Boolean(field);
  };
  document.addEventListener("keydown", function (event) {
    const into = event.target;
    const typing = into.isContentEditable || /^(input|textarea|select)$/i.test(into.tagName);
    if (!choice.checked || typing || help.open || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) { return; }
    let done = true;
    switch (event.key) {
      case "j": step(1); break;
      case "k": step(-1); break;
      case "/": done = search(); break;
      case "?": help.showModal(); break;
      default: done = false;
    }
    if (done) { event.preventDefault(); }
  });
})();
