"use strict";
const form = document.querySelector(".filters");
const items = [...document.querySelectorAll("article.wrong")];

form?.addEventListener("change", () => {
  const { kind, split } = form.elements;
  for (const item of items) {
    item.hidden = Boolean((kind.value && item.dataset.kind !== kind.value)
      || (split.value && item.dataset.split !== split.value));
  }
  form.querySelector("output").value = `${items.filter((item) => !item.hidden).length} 题`;
});

window.addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details")) part.open = true;
});
