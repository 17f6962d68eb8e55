// The lines of a decision by keyboard: products looked up while one types, Enter leads to the
// next line, the last day fills in. Without this script the form works as it stands.

const lines = document.querySelector("[data-lines]");
const form = lines.closest("form");
const total = form.querySelector("[name$='-TOTAL_FORMS']");
const decidedOn = form.querySelector("[name='decided_on']");
const WAIT = 120;
const MOST = 200;
const MONTHS = 36;

function addLine() {
  const number = Number(total.value);
  if (number >= MOST) return null;
  const source = document.querySelector("template[data-line]").innerHTML;
  const filled = source.replaceAll("__prefix__", number).replaceAll("__number__", number + 1);
  lines.insertAdjacentHTML("beforeend", filled);
  total.value = number + 1;
  const line = lines.lastElementChild;
  prepare(line);
  return line;
}

function lastDay(day) {
  const [year, month, date] = day.split("-").map(Number);
  const end = new Date(Date.UTC(year, month - 1 + MONTHS, 1));
  const days = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(date, days));
  return end.toISOString().slice(0, 10);
}

function fillLastDay(line) {
  const field = line.querySelector("[name$='-valid_until']");
  const product = line.querySelector("[name$='-product']");
  const day = decidedOn ? decidedOn.value : lines.dataset.decidedOn;
  const untouched = !field.value || field.value === field.dataset.filled;
  if (!day || !product.value || !untouched) return;
  field.value = field.dataset.filled = lastDay(day);
}

function goOn(line) {
  const next = line.nextElementSibling || addLine();
  if (next) next.querySelector("[name$='-product']").focus();
}

// A combobox (WAI-ARIA) over the addresses of `data-suggest`.
class Lookup {
  constructor(input) {
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = `${input.id}_list`;
    this.list.className = "register-options";
    this.list.hidden = true;
    this.timer = this.asked = null;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels[0].textContent);
    input.after(this.list);
    input.removeAttribute("list");
    const marks = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(marks)) input.setAttribute(name, value);
    input.setAttribute("aria-controls", this.list.id);
    input.addEventListener("input", () => this.later());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.leave());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
  }

  get chosen() {
    return this.list.querySelector("[aria-selected=true]");
  }

  later() {
    this.stop();
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  stop() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.timer = this.asked = null;
  }

  // Whether an answer to what was typed is still to come.
  get waits() {
    return this.timer !== null || this.asked !== null;
  }

  async ask() {
    this.stop();
    const typed = this.input.value.trim();
    if (typed.length < 3) return this.close();
    this.asked = new AbortController();
    const address = `${lines.dataset.suggest}?q=${encodeURIComponent(typed)}`;
    try {
      const answer = await fetch(address, { signal: this.asked.signal });
      const { products } = answer.ok ? await answer.json() : { products: [] };
      this.asked = null;
      this.take(products);
    } catch (error) {
      if (error.name !== "AbortError") this.stop();
    }
  }

  // Who went on before the answer came has not seen it: only a single product is meant for sure.
  take(products) {
    if (document.activeElement === this.input) this.open(products);
    else if (products.length === 1) this.fill(products[0]);
  }

  open(products) {
    const options = products.map((words, number) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}_${number}`;
      option.setAttribute("role", "option");
      option.textContent = words;
      return option;
    });
    if (!options.length) {
      const none = document.createElement("li");
      none.textContent = lines.dataset.none;
      none.setAttribute("role", "presentation");
      options.push(none);
    }
    this.list.replaceChildren(...options);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(this.list.querySelector("[role=option]"));
  }

  close() {
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  mark(option) {
    this.chosen?.removeAttribute("aria-selected");
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  choose(option) {
    this.stop();
    this.fill(option.textContent);
  }

  fill(words) {
    this.input.value = words;
    this.close();
    fillLastDay(this.input.closest("fieldset"));
  }

  leave() {
    if (this.timer !== null) this.ask();
    this.close();
    fillLastDay(this.input.closest("fieldset"));
  }

  key(event) {
    if (event.isComposing) return;
    const marked = this.waits ? null : this.chosen;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.ask();
      const options = [...this.list.querySelectorAll("[role=option]")];
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.mark(options[(options.indexOf(marked) + step + options.length) % options.length]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      if (marked) this.choose(marked);
      if (this.input.value) this.input.closest("fieldset").querySelector("[name$='-stars']").focus();
    } else if (event.key === "Tab" && marked) {
      this.choose(marked);
    }
  }
}

function prepare(line) {
  new Lookup(line.querySelector("[name$='-product']"));
}

for (const line of lines.children) prepare(line);
lines.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.tagName === "TEXTAREA") return;
  event.preventDefault();
  goOn(event.target.closest("fieldset"));
});
decidedOn?.addEventListener("change", () => [...lines.children].forEach(fillLastDay));
form.querySelector("[name=more]").addEventListener("click", (event) => {
  event.preventDefault();
  const line = addLine();
  if (line) line.querySelector("[name$='-product']").focus();
});
