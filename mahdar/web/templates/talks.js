// Three helps: light what a link leads to, filter long lists, open all reports. Without them the page reads the same.
"use strict";
(() => {
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const back = document.getElementById("back");

  // ── evidence ──
  const unfold = (element) => {
    for (let one = element; one; one = one.parentElement) if (one.tagName === "DETAILS") one.open = true;
  };
  const wanted = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };
  const go = () => {
    for (const one of all(".lit")) one.classList.remove("lit");
    const name = wanted();
    const target = name && document.getElementById(name);
    if (!target) return;
    unfold(target);
    if (!name.startsWith("e-")) return target.scrollIntoView();
    for (const one of [target, ...all(`[data-of="${CSS.escape(name)}"]`)]) one.classList.add("lit");
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", go);
  addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    if (link.classList.contains("actor") && link.closest("summary")) event.stopPropagation();
    back.hidden = !link.getAttribute("href").startsWith("#e-");
    if (link.hash === location.hash) go();
  });
  back.addEventListener("click", () => {
    back.hidden = true;
    history.back();
  });

  // ── filters: Arabic letters are compared without marks, hamza seats and final forms ──
  const folded = (text) =>
    text
      .toLowerCase()
      .replace(/[\u0640\u064b-\u065f\u0670]/g, "")
      .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627")
      .replace(/\u0649/g, "\u064a")
      .replace(/\u0629/g, "\u0647");
  for (const box of all("[data-filter]")) {
    const section = document.getElementById(box.dataset.filter);
    const groups = all("details.group", section);
    let items = null;
    box.closest(".filter").hidden = false;
    box.addEventListener("input", () => {
      items ??= all(".item", section).map((item) => {
        const group = item.closest("details.group");
        const heading = group?.querySelector("summary h3")?.textContent ?? "";
        return [item, folded(`${item.textContent} ${item.closest(".once") ? "" : heading}`)];
      });
      const words = folded(box.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [item, text] of items) {
        item.hidden = !words.every((word) => text.includes(word));
        if (!item.hidden) shown += 1;
      }
      for (const group of groups) {
        group.hidden = !group.querySelector(".item:not([hidden])");
        if (words.length && !group.hidden) group.open = true;
      }
      section.querySelector("output").textContent = words.length ? `${shown} / ${items.length}` : "";
      section.querySelector(".no-match").hidden = shown > 0;
    });
  }

  // ── reports ──
  const opener = document.querySelector(".open-all");
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => all("details.report").forEach((one) => (one.open = true)));
  }
  go();
})();
