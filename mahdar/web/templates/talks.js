// Three helps: light what a link leads to, filter long lists, open all reports. Without them the page reads the same.
"use strict";
(() => {
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const back = document.getElementById("back");

  // ── evidence ──
  let from = 0;
  let returning = null;
  const unfold = (element) => {
    let folded = false;
    for (let one = element; one; one = one.parentElement) {
      if (one.tagName !== "DETAILS" || one.open) continue;
      one.open = folded = true;
    }
    return folded;
  };
  const wanted = () => {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  };
  const light = () => {
    for (const one of all(".lit")) one.classList.remove("lit");
    const name = wanted();
    const target = name && document.getElementById(name);
    if (!target) return;
    const folded = unfold(target);
    if (!name.startsWith("e-")) return folded && target.scrollIntoView();
    for (const one of [target, ...all(`[data-of="${CSS.escape(name)}"]`)]) one.classList.add("lit");
    target.scrollIntoView({ block: "center" });
  };
  const go = () => {
    light();
    if (returning !== null) scrollTo(0, returning);
    returning = null;
  };
  addEventListener("hashchange", go);
  addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    const again = link.hash === location.hash;
    from = scrollY;
    back.hidden = again || !link.hash.startsWith("#e-");
    if (again) go();
  });
  back.addEventListener("click", () => {
    back.hidden = true;
    returning = from;
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
