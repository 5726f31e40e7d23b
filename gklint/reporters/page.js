"use strict";
(() => {
  const filters = document.getElementById("filters");
  const notes = Array.from(document.querySelectorAll(".note[data-level]"));
  const items = Array.from(document.querySelectorAll(".list [data-note]"));
  const marks = Array.from(document.querySelectorAll("mark[data-notes]"));
  const files = Array.from(document.querySelectorAll("details.file"));

  const checked = (name) => new Set(
    Array.from(filters.querySelectorAll(`input[name="${name}"]:checked`), (input) => input.value));

  const apply = () => {
    const levels = checked("level");
    const families = checked("family");
    const suppressed = checked("suppressed").size > 0;
    const visible = new Set();
    let shown = 0;
    let all = 0;
    for (const note of notes) {
      const { level, family, count } = note.dataset;
      const wanted = levels.has(level) && families.has(family) && (suppressed || !("suppressed" in note.dataset));
      note.hidden = !wanted;
      all += Number(count);
      if (wanted) {
        visible.add(note.id);
        shown += Number(count);
      }
    }
    for (const item of items) item.hidden = !visible.has(item.dataset.note);
    for (const mark of marks) mark.classList.toggle("off", !mark.dataset.notes.split(" ").some((id) => visible.has(id)));
    for (const file of files) {
      const inside = file.querySelectorAll(".note[data-level]");
      file.hidden = inside.length > 0 && !file.querySelector(".note[data-level]:not([hidden])");
    }
    document.getElementById("shown").textContent = `显示 ${shown} 处，共 ${all} 处`;
  };

  const goTo = (hash) => {
    const target = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    for (const mark of document.querySelectorAll("mark.now")) mark.classList.remove("now");
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    const own = marks.filter((mark) => mark.dataset.notes.split(" ").includes(target.id));
    for (const mark of own) mark.classList.add("now");
    const row = target.closest(".row");
    const place = own.find((mark) => mark.closest(".row") === row) || target;
    place.scrollIntoView({ block: "center" });
    if (target.hasAttribute("tabindex")) target.focus({ preventScroll: true });
  };

  const openAll = (open) => {
    for (const file of files) file.open = open;
  };

  filters.hidden = false;
  filters.addEventListener("change", apply);
  filters.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("open").addEventListener("click", () => openAll(true));
  document.getElementById("close").addEventListener("click", () => openAll(false));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) goTo(link.hash);
    const mark = event.target.closest("mark[data-notes]");
    if (mark && !mark.classList.contains("off")) {
      const note = mark.dataset.notes.split(" ").map((id) => document.getElementById(id)).find((found) => !found.hidden);
      if (note) location.hash = note.id;
    }
  });
  window.addEventListener("hashchange", () => goTo(location.hash));
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = files.filter((file) => !file.open);
    openAll(true);
  });
  window.addEventListener("afterprint", () => {
    for (const file of closed) file.open = false;
  });
  apply();
  goTo(location.hash);
})();
