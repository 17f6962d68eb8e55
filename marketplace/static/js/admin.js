// Two of Wagtail's fields have no name of their own: the one in which tags are typed takes its
// label's, the one that takes files dropped on it the words of the button before it.
const named = (field, place, source) => {
  const words = field.closest(place)?.querySelector(source)?.textContent.trim();
  field.setAttribute("aria-label", words || "…");
};
const nameFields = () => {
  for (const field of document.querySelectorAll(".tagit-new input:not([aria-label])")) {
    named(field, ".w-field__wrapper, .w-field, li", "label");
  }
  for (const field of document.querySelectorAll(".replace-file-input input:not([aria-label])")) {
    named(field, ".replace-file-input", "button");
  }
};
new MutationObserver(nameFields).observe(document.documentElement, { childList: true, subtree: true });
