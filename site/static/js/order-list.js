/**
 * <order-list>: items with a menu for their place each; with this script they are moved by buttons or dragged, and the
 * menus follow. Nothing is an answer before something was moved or "Keep this order" was pressed.
 */
class OrderList extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector("ol");
    this.items.forEach((item) => this.equip(item));
    this.keepButton = this.button("keep", this.dataset.keep, "btn btn--small");
    this.append(this.keepButton);
    this.addEventListener("click", (event) => this.pressed(event));
    this.addEventListener("dragstart", (event) => { this.dragged = event.target.closest("li"); });
    this.addEventListener("dragover", (event) => this.over(event));
    this.addEventListener("drop", (event) => { event.preventDefault(); this.settle(); });
    this.closest(".quiz-answer").addEventListener("quiz:shown", () => this.follow());
    this.closest("form")?.addEventListener("reset", () => setTimeout(() => this.follow()));
    this.classList.add("quiz-order--live");
    this.follow();
  }

  get items() {
    return [...this.list.children];
  }

  button(act, label, style) {
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.act = act;
    button.className = style;
    button.textContent = label;
    return button;
  }

  equip(item) {
    item.draggable = !this.closest("fieldset").disabled;
    const words = item.querySelector("label").textContent;
    const group = document.createElement("span");
    group.className = "quiz-order__moves";
    for (const [act, sign] of [["up", "↑"], ["down", "↓"]]) {
      const button = this.button(act, sign, "btn btn--small");
      button.setAttribute("aria-label", `${this.dataset[act]}: ${words}`);
      group.append(button);
    }
    item.append(group);
  }

  pressed(event) {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    const item = button.closest("li");
    if (button.dataset.act === "up") item.previousElementSibling?.before(item);
    if (button.dataset.act === "down") item.nextElementSibling?.after(item);
    this.settle();
    if (!item) return;
    this.say(item);
    const next = button.disabled ? item.querySelector("[data-act]:not(:disabled)") : button;
    next.focus();
  }

  over(event) {
    const item = event.target.closest("li");
    if (!this.dragged || !item || item.parentElement !== this.list) return;
    event.preventDefault();
    if (item === this.dragged) return;
    const half = item.getBoundingClientRect().top + item.offsetHeight / 2;
    item[event.clientY < half ? "before" : "after"](this.dragged);
  }

  /** The order on the page becomes the answer. */
  settle() {
    this.dragged = null;
    this.items.forEach((item, place) => { item.querySelector("select").value = String(place + 1); });
    this.draw();
    this.list.querySelector("select").dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** The answer, if there is one, becomes the order on the page. */
  follow() {
    const place = (item) => Number(item.querySelector("select").value);
    if (this.items.every(place)) this.list.append(...this.items.sort((a, b) => place(a) - place(b)));
    this.draw();
  }

  draw() {
    const { items } = this;
    const locked = this.closest("fieldset").disabled;
    this.keepButton.hidden = locked || items.every((item) => item.querySelector("select").value);
    items.forEach((item, place) => {
      item.querySelector("[data-act=up]").disabled = place === 0;
      item.querySelector("[data-act=down]").disabled = place === items.length - 1;
    });
  }

  say(item) {
    const words = { "%(item)s": item.querySelector("label").textContent, "%(place)s": this.items.indexOf(item) + 1, "%(total)s": this.items.length };
    this.querySelector("[data-moves]").textContent = this.dataset.moved.replace(/%\(\w+\)s/g, (name) => words[name]);
  }
}

customElements.define("order-list", OrderList);
