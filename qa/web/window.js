/* Opens what a number or a headline names, and copies an answer. Everything shown is already
   in the page; nothing is fetched. */
(() => {
  "use strict";
  document.documentElement.lang = "zh-CN";

  const open = (ref) => {
    const parts = document.querySelectorAll(`[data-ref~="${ref}"]`);
    if (!parts.length) return;
    document.querySelectorAll(".qa-current").forEach((part) => part.classList.remove("qa-current"));
    parts.forEach((part) => part.classList.add("qa-current"));
    const view = parts[0].closest("[data-view]");
    if (view) {
      document.querySelectorAll("[data-view]").forEach((other) => (other.hidden = other !== view));
    }
    parts[0].scrollIntoView({ block: parts[0] === view ? "start" : "center" });
    if (parts[0].matches(".qa-card, mark")) {
      parts[0].tabIndex = -1;
      parts[0].focus({ preventScroll: true });
    }
  };

  /* The clipboard interface is missing on plain http addresses other than this computer. */
  const copy = (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    return Promise.resolve();
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) open(opener.dataset.open);
    const button = event.target.closest("[data-copy]");
    if (button) {
      const label = button.textContent;
      copy(button.dataset.copy).then(() => {
        button.textContent = button.dataset.done;
        setTimeout(() => (button.textContent = label), 1500);
      });
    }
  });
})();
