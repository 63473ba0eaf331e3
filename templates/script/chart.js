// The values of a chart below the pointer.
(function () {
  "use strict";
  // Where a table holds only the newest values, a line's points tell about which value stands where.
  const drawn = function (chart, ends, before) {
    const [floor, ceiling, least, most] = chart.dataset.y.split(" ").map(Number);
    const points = [];
    chart.querySelectorAll("path.c-line:not(.c-grid, .c-axis, .c-budget, .c-marker, .c-failure)").forEach(function (line) {
      const name = chart.querySelector("text." + line.classList[1]);
      for (const point of line.getAttribute("d").matchAll(/[ML]([\d.]+) ([\d.]+)/g)) {
        const at = Number(point[1]);
        // A drawn place is rounded, the place of a row is not.
        if (at > before - 1) { continue; }
        const time = new Date((ends[2] + (at - ends[0]) / (ends[1] - ends[0]) * (ends[3] - ends[2])) * 1000);
        const value = least + (Number(point[2]) - floor) / (ceiling - floor) * (most - least);
        const about = [say("about {time}", { time: time.toISOString().slice(0, 16) + "Z" }), say("about {value} ms", { value: Number(value.toPrecision(3)) })];
        points.push({ at: at, words: about[0] + " · " + (name ? name.textContent + " " : "") + about[1] });
      }
    });
    return points;
  };
  // A chart tells which x its ends are; the rows of its table are the values, one a time or a release.
  const readable = function (chart) {
    const figure = chart.closest("figure");
    const table = figure && figure.querySelector("table");
    if (!table) { return; }
    const ends = chart.dataset.x.split(" ").map(Number);
    const heads = Array.from(table.tHead.rows[0].cells).map(function (cell) { return cell.textContent; });
    let rows = Array.from(table.tBodies[0].rows).map(function (row, n) {
      const cells = Array.from(row.cells).map(function (cell) { return cell.textContent; });
      const x = chart.dataset.across === "time" ? Date.parse(cells[0]) / 1000 : ends[3] - 0.5 - n;
      const words = cells.map(function (cell, n) { return n === 0 ? cell : cell && heads[n] + " " + cell; });
      return { at: ends[0] + (x - ends[2]) / (ends[3] - ends[2]) * (ends[1] - ends[0]), words: words.filter(Boolean).join(" · ") };
    });
    if (chart.dataset.across === "time") {
      rows = rows.concat(drawn(chart, ends, Math.min.apply(null, rows.map(function (row) { return row.at; }))));
    }
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
