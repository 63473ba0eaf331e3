// Filtering and sorting of tables.
(function () {
  "use strict";
  const number = function (text) {
    const match = text.replace(/,/g, "").match(/-?\d+(\.\d+)?/);
    return match ? Number(match[0]) : null;
  };
  const key = function (row, column) {
    const cell = row.cells[column];
    const time = cell && cell.querySelector("time");
    return time ? time.dateTime : cell ? cell.textContent.trim() : "";
  };
  const sort = function (table, column, numeric, down) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    rows.sort(function (a, b) {
      const x = key(a, column), y = key(b, column);
      const m = numeric ? number(x) : null, n = numeric ? number(y) : null;
      let order;
      if (numeric) {
        if (m === null || n === null) { return (m === null) - (n === null); }
        order = m - n;
      } else {
        order = x < y ? -1 : x > y ? 1 : 0;
      }
      return down ? -order : order;
    });
    rows.forEach(function (row) { body.appendChild(row); });
  };
  const sortable = function (table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      while (head.firstChild) { button.appendChild(head.firstChild); }
      head.appendChild(button);
      button.addEventListener("click", function () {
        const down = head.getAttribute("aria-sort") === "ascending";
        Array.from(head.parentNode.cells).forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, column, head.classList.contains("num"), down);
      });
    });
  };
  const filterable = function (table, index) {
    const region = table.closest(".scroll");
    const box = document.createElement("p");
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("span");
    box.className = "filter";
    input.type = "search";
    input.id = "filter-" + index;
    label.htmlFor = input.id;
    label.textContent = say("Show rows with");
    count.setAttribute("role", "status");
    count.className = "meta";
    box.append(label, input, count);
    region.before(box);
    input.addEventListener("input", function () {
      const wanted = input.value.trim().toLowerCase();
      let shown = 0;
      Array.from(table.tBodies[0].rows).forEach(function (row) {
        row.hidden = wanted !== "" && !row.textContent.toLowerCase().includes(wanted);
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = wanted === "" ? "" : say("{n} of {all} rows", { n: shown, all: table.tBodies[0].rows.length });
    });
  };
  document.querySelectorAll("table[data-filter]").forEach(function (table, index) {
    sortable(table);
    // The releases have filters of their own: script/releases.js.
    if (!table.closest("[data-releases]")) { filterable(table, index); }
  });
})();
