// The field in which Wagtail lets tags be typed has no name of its own: it takes its label's.
const nameTags = () => {
  for (const field of document.querySelectorAll(".tagit-new input:not([aria-label])")) {
    const label = field.closest(".w-field__wrapper, .w-field, li")?.querySelector("label");
    field.setAttribute("aria-label", label?.textContent.trim() || "…");
  }
};
new MutationObserver(nameTags).observe(document.documentElement, { childList: true, subtree: true });
