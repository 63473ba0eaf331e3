// Put into pages by `golive serve` alone: loads a page again when the site was built anew, and shows what is wrong.
(() => {
  const own = document.currentScript.dataset.version;
  const style = {
    position: "fixed", inset: "auto 0 0 0", maxHeight: "40vh", overflow: "auto", zIndex: "9999", margin: "0", padding: "0.5em 1em",
    font: "13px/1.4 monospace", whiteSpace: "pre-wrap", color: "#fff", background: "#5c1a1a",
  };
  let panel = null;
  let hidden = "";

  function show(text) {
    if (text === hidden || text === "") {
      panel?.remove();
      panel = null;
      return;
    }
    if (!panel) {
      panel = document.createElement("pre");
      panel.setAttribute("role", "status");
      Object.assign(panel.style, style);
      panel.title = "Click to hide until it changes";
      panel.addEventListener("click", () => { hidden = panel.textContent; show(""); });
      document.body.append(panel);
    }
    if (panel.textContent !== text) panel.textContent = text;
  }

  async function ask() {
    try {
      const state = await (await fetch("/~golive/state")).json();
      if (String(state.version) !== own) return location.reload();
      show(state.problems.join("\n"));
    } catch {
      show("golive serve has stopped");
    }
    setTimeout(ask, 400);
  }
  ask();
})();
