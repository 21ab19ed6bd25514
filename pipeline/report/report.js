"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = byId("filters");
  const items = all(".item").map((node) => {
    const parts = node.matches("[data-seek]") ? [node] : all("[data-seek]", node);
    const links = all("a[href^=http]", node);
    const text = [...parts, ...links].map((part) => part.textContent).join(" ").toLowerCase();
    return { node, text, flags: (node.dataset.flags ?? "").split(" ") };
  });
  const verdicts = items.filter(({ node }) => node.dataset.verdict !== undefined);
  const judged = verdicts.filter(({ node }) => node.closest("#verdicts")); // not what is told beyond the citations
  const groups = all("[data-group]");

  // An item is asked only for what it has: a citation has no verdict, a rejected record no amino acid.
  function fits({ node, text, flags }, wanted) {
    const { source, amino, verdict } = node.dataset;
    return (
      (!wanted.source || source === undefined || source === wanted.source) &&
      (!wanted.amino || amino === undefined || amino === wanted.amino) &&
      (!wanted.verdicts.size || verdict === undefined || wanted.verdicts.has(verdict)) &&
      (!wanted.flag || verdict === undefined || flags.includes(wanted.flag)) &&
      wanted.words.every((word) => text.includes(word))
    );
  }

  function apply() {
    const wanted = {
      source: byId("source").value,
      amino: byId("amino").value,
      flag: byId("flag").value,
      verdicts: new Set(all("[name=verdict]:checked", form).map((box) => box.value)),
      words: byId("query").value.toLowerCase().split(/\s+/).filter(Boolean),
    };
    for (const item of items) item.node.hidden = !fits(item, wanted);
    for (const group of groups) group.hidden = !group.querySelector(".item:not([hidden])");
    const shown = judged.filter(({ node }) => !node.hidden).length;
    byId("status").textContent = `Showing ${shown} of ${judged.length} verdicts`;
    byId("nothing").hidden = shown > 0 || judged.length === 0;
  }

  const shownDetails = () => verdicts.filter(({ node }) => !node.hidden).map(({ node }) => node.querySelector("details"));

  function move(step) {
    const summaries = shownDetails().map((details) => details.querySelector("summary"));
    const here = summaries.findIndex((summary) => summary.closest(".item").contains(document.activeElement));
    const next = summaries[here < 0 ? (step > 0 ? 0 : summaries.length - 1) : here + step];
    next?.focus();
  }

  function reveal() {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    const details = target?.matches(".item") && target.querySelector("details");
    if (!details) return;
    if (target.hidden) {
      form.reset();
      apply();
    }
    details.open = true;
    target.scrollIntoView({ block: "center" });
  }

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  byId("open").addEventListener("click", () => shownDetails().forEach((details) => (details.open = true)));
  byId("close").addEventListener("click", () => verdicts.forEach(({ node }) => (node.querySelector("details").open = false)));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const anywhere = { "/": () => byId("query").focus(), j: () => move(1), k: () => move(-1) };
    const actions = event.target === byId("query") ? { Enter: () => move(1) } : anywhere;
    if (event.target.matches("select")) return; // letters choose an option there
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open], .whole)");
    closed.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)));
  addEventListener("hashchange", reveal);
  addEventListener("pageshow", apply); // after the browser has put back what was typed before

  form.hidden = false;
  apply();
  reveal();
})();
