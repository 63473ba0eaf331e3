// The checklist of a release by verdict.
(function () {
  "use strict";
  const checklist = document.querySelector(".checklist");
  if (!checklist) { return; }
  const items = Array.from(checklist.querySelectorAll("[data-verdict]"));
  const words = new Map();
  items.forEach(function (item) { words.set(item.dataset.verdict, item.querySelector(".badge").textContent); });
  if (words.size < 2) { return; }
  const box = document.createElement("p");
  const label = document.createElement("label");
  const choice = document.createElement("select");
  const count = document.createElement("span");
  box.className = "filter";
  label.textContent = say("Show items that are");
  count.setAttribute("role", "status");
  count.className = "meta";
  choice.add(new Option(say("anything"), ""));
  words.forEach(function (word, verdict) { choice.add(new Option(word, verdict)); });
  label.append(" ", choice);
  box.append(label, count);
  checklist.prepend(box);
  choice.addEventListener("change", function () {
    let shown = 0;
    items.forEach(function (item) {
      item.hidden = choice.value !== "" && item.dataset.verdict !== choice.value;
      shown += item.hidden ? 0 : 1;
    });
    checklist.querySelectorAll(".settled").forEach(function (part) {
      part.open = choice.value !== "" && part.querySelector("[data-verdict]:not([hidden])") !== null;
    });
    checklist.querySelectorAll(".part").forEach(function (part) {
      part.hidden = part.querySelector("[data-verdict]:not([hidden])") === null;
    });
    count.textContent = choice.value === "" ? "" : say("{n} of {all}", { n: shown, all: items.length });
  });
})();
