// The panel of the preview: languages, PDFs, findings; and the page anew when it has changed.
"use strict";
(() => {
  const script = document.currentScript;
  const digest = script.dataset.digest;
  const here = decodeURIComponent(location.pathname);
  const host = document.createElement("div");
  host.id = "briefing-preview";
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = `
    :host { all: initial; position: fixed; right: 12px; bottom: 12px; z-index: 2147483647; max-width: min(44rem, 92vw) }
    section { font: 14px/1.45 system-ui, sans-serif; color: #f4f4f4; background: #222; border-radius: 6px;
      padding: 6px 12px; box-shadow: 0 2px 12px #0006 }
    nav { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline }
    a { color: #9cd3ff } a[aria-current] { color: inherit; font-weight: 600; text-decoration: none }
    summary { cursor: pointer } ul { margin: 6px 0; padding: 0; max-height: 45vh; overflow: auto; list-style: none }
    li { margin: 6px 0; overflow-wrap: anywhere } code { opacity: .8; display: block }
    .error { color: #ff9f93 } .warning { color: #ffd27d }
    @media print { :host { display: none } }`;
  root.append(style);
  document.documentElement.append(host);

  const made = (name, words, attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = words;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };

  const counted = (remarks) => {
    const words = ["error", "warning", "note"].map((severity) => {
      const count = remarks.filter((remark) => remark.severity === severity).length;
      return count ? `${count} ${severity}${count === 1 ? "" : "s"}` : "";
    });
    return words.filter(Boolean).join(", ") || "no findings";
  };

  const drawn = (told) => {
    const section = made("section", "", { lang: "en", "aria-label": "Preview" });
    const nav = made("nav", "");
    const sheet = told.sheets.find((one) => one.address === here);
    nav.append(made("a", "all", { href: "/" }));
    for (const one of told.sheets.filter((other) => sheet && other.brief === sheet.brief)) {
      nav.append(made("a", one.locale, { href: one.address, ...(one === sheet ? { "aria-current": "page" } : {}) }));
    }
    for (const pdf of sheet ? sheet.pdfs : []) nav.append(made("a", `PDF ${pdf.layout}`, { href: pdf.address }));
    if (told.state === "building") nav.append(made("span", "building …"));
    if (sheet && sheet.isOld) nav.append(made("span", "this page is of before", { class: "warning" }));
    section.append(nav);
    if (told.refusal) section.append(made("p", told.refusal, { class: "error", role: "alert" }));
    const details = made("details", "");
    details.append(made("summary", counted(told.remarks), { role: "status" }));
    details.open = told.remarks.some((remark) => remark.severity === "error");
    const list = made("ul", "");
    for (const remark of told.remarks) {
      const item = made("li", `${remark.code}: ${remark.message}`, { class: remark.severity });
      if (remark.place) item.append(made("code", remark.place));
      if (remark.hint) item.append(made("code", `= hint: ${remark.hint}`));
      list.append(item);
    }
    details.append(list);
    section.append(details);
    return section;
  };

  const refresh = async () => {
    const answer = await fetch("/-/state.json");
    const told = await answer.json();
    const sheet = told.sheets.find((one) => one.address === here);
    if (sheet ? sheet.digest !== digest : here === "/" && told.number !== Number(script.dataset.number)) {
      location.reload();
      return;
    }
    const before = root.querySelector("section");
    const after = drawn(told);
    if (before) before.replaceWith(after);
    else root.append(after);
    host.dataset.findings = counted(told.remarks);
  };

  let news = null;
  const listen = () => {
    // a hidden tab lets go: a browser opens few connections to one server
    if (document.hidden && news) {
      news.close();
      news = null;
    } else if (!document.hidden && !news) {
      news = new EventSource("/-/events");
      news.onmessage = () => refresh().catch(() => {});
    }
  };
  document.addEventListener("visibilitychange", listen);
  listen();
})();
