/* A course's outline: what its buttons and the mouse move is saved at once, and the list is drawn anew by the server. */
class OutlineEditor extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => this.pressed(event));
    this.addEventListener("dragstart", (event) => this.lift(event));
    this.addEventListener("dragover", (event) => this.hover(event));
    this.addEventListener("drop", (event) => this.drop(event));
    this.addEventListener("dragend", () => this.letGo());
  }

  get form() {
    return this.querySelector("form");
  }

  pressed(event) {
    event.preventDefault();
    const body = new FormData(this.form);
    body.set(event.submitter.name, event.submitter.value);
    this.save(body, event.submitter.dataset.keep);
  }

  lift(event) {
    this.item = event.target.closest("li[data-page]");
    if (!this.item) return;
    this.item.classList.add("is-lifted");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.item.dataset.page);
  }

  hover(event) {
    const spot = this.item && this.spotAt(event);
    if (!spot) return;
    event.preventDefault();
    this.mark(spot.before, spot.list);
  }

  drop(event) {
    const spot = this.item && this.spotAt(event);
    if (!spot) return;
    event.preventDefault();
    const others = this.itemsOf(spot.list);
    const place = spot.before ? others.indexOf(spot.before) : others.length;
    const body = new FormData(this.form);
    body.set("move", `${this.item.dataset.page}:${spot.list.dataset.parent}:${place}`);
    this.save(body);
  }

  /* The list under the pointer that takes such items, and the item before which this one would stand. */
  spotAt(event) {
    const kind = this.item.matches(".outline-editor__module") ? "modules" : "steps";
    const under = event.target.closest(".outline-editor__module");
    const list = kind === "modules" ? this.querySelector(".outline-editor__modules") : under?.querySelector(".outline-editor__steps");
    if (!list?.dataset.parent) return null;
    const below = (item) => {
      const box = item.getBoundingClientRect();
      return event.clientY < box.top + box.height / 2;
    };
    return { list, before: this.itemsOf(list).find(below) };
  }

  itemsOf(list) {
    return [...list.children].filter((item) => item.dataset.page && item !== this.item);
  }

  mark(before, list) {
    this.querySelectorAll(".is-target, .is-target-end").forEach((one) => one.classList.remove("is-target", "is-target-end"));
    (before ?? list).classList.add(before ? "is-target" : "is-target-end");
  }

  letGo() {
    this.querySelectorAll(".is-lifted, .is-target, .is-target-end").forEach((one) =>
      one.classList.remove("is-lifted", "is-target", "is-target-end"),
    );
    this.item = null;
  }

  async save(body, keep) {
    this.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(this.form.action, { method: "POST", body, headers: { Accept: "text/x-outline" } });
      if (answer.redirected || answer.status >= 500) throw new Error(String(answer.status));
      this.form.outerHTML = await answer.text();
      this.say(this.form.dataset.said, !answer.ok);
      if (keep) this.focusOn(keep);
    } catch {
      this.say(this.dataset.lost, true);
    } finally {
      this.letGo();
      this.removeAttribute("aria-busy");
    }
  }

  /* At the top or the end the same button is disabled: its neighbour takes the focus. */
  focusOn(keep) {
    const button = this.querySelector(`[data-keep="${keep}"]`);
    const near = button?.disabled ? button.parentElement.querySelector("button:not([disabled])") : button;
    near?.focus();
  }

  say(words, isFault) {
    const line = this.querySelector(".outline-editor__said");
    line.textContent = words;
    line.classList.toggle("is-fault", isFault);
  }
}

customElements.define("outline-editor", OutlineEditor);
