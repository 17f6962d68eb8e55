// What makes the pages nicer; everything works without it.

document.querySelector("[data-focus]")?.focus();

document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    copy.querySelector("[data-copied]")?.removeAttribute("hidden");
    return;
  }
  const step = event.target.closest("[data-step]");
  if (step) {
    const field = step.parentElement.querySelector("input[type=number]");
    step.dataset.step === "up" ? field.stepUp() : field.stepDown();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

for (const share of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  share.hidden = false;
  share.addEventListener("click", () =>
    navigator.share({ title: document.title, url: share.dataset.share }).catch(() => {}),
  );
}

// What the server refuses with a reason is still a page worth showing.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([400, 409, 422].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
});
