// On every page but that of search, which has a larger one, a box takes the place of the link to it: Enter leads there with the words.
(function () {
  const link = document.getElementById("search-link");
  if (!link || document.getElementById("search-box")) { return; }
  const box = document.createElement("input");
  box.type = "search";
  box.id = "search-box";
  box.autocomplete = "off";
  box.placeholder = say("Search");
  box.setAttribute("aria-label", say("Search releases, items, evidence, findings and feedback"));
  box.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && !event.isComposing) {
      location.href = link.href + "#q=" + encodeURIComponent(box.value.trim());
    }
  });
  link.parentNode.setAttribute("role", "search");
  link.replaceWith(box);
})();
