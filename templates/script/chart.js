// The values of a chart below the pointer.
(function () {
  "use strict";
  // A chart tells which x its ends are; the rows of its table are the values, one a time or a release.
  const readable = function (chart) {
    const figure = chart.closest("figure");
    const table = figure && figure.querySelector("table");
    if (!table) { return; }
    const ends = chart.dataset.x.split(" ").map(Number);
    const heads = Array.from(table.tHead.rows[0].cells).map(function (cell) { return cell.textContent; });
    const rows = Array.from(table.tBodies[0].rows).map(function (row, n) {
      const cells = Array.from(row.cells).map(function (cell) { return cell.textContent; });
      const x = chart.dataset.across === "time" ? Date.parse(cells[0]) / 1000 : ends[3] - 0.5 - n;
      const words = cells.map(function (cell, n) { return n === 0 ? cell : cell && heads[n] + " " + cell; });
      return { at: ends[0] + (x - ends[2]) / (ends[3] - ends[2]) * (ends[1] - ends[0]), words: words.filter(Boolean).join(" · ") };
    });
    const told = document.createElement("p");
    told.className = "below";
    told.hidden = true;
    chart.after(told);
    chart.addEventListener("pointermove", function (event) {
      const box = chart.getBoundingClientRect();
      const x = (event.clientX - box.left) / box.width * chart.viewBox.baseVal.width;
      const nearest = rows.reduce(function (a, b) { return Math.abs(b.at - x) < Math.abs(a.at - x) ? b : a; }, { at: Infinity });
      told.hidden = Math.abs(nearest.at - x) > 12;
      told.textContent = told.hidden ? "" : nearest.words;
    });
    chart.addEventListener("pointerleave", function () { told.hidden = true; });
  };
  document.querySelectorAll("svg[data-x]").forEach(readable);
})();
