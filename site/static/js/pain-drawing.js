// A pain drawing: a tap on the body marks a region as the list does; the list stays what is sent.
class PainDrawing extends HTMLElement {
  connectedCallback() {
    this.map = this.querySelector("body-map");
    this.addEventListener("click", (event) => this.tap(event));
    this.addEventListener("change", () => this.mark());
    this.addEventListener("pointerover", (event) => this.map?.light?.(event.target));
    this.addEventListener("focusin", (event) => this.map?.light?.(event.target));
  }

  /** Turn the region under a tap on or off; without a script the shape is a link that does the same. */
  tap(event) {
    const shape = event.target.closest("svg a")?.querySelector("[data-key]");
    if (!shape || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const box = this.boxes().find((one) => one.value === shape.dataset.key);
    if (!box) return;
    box.checked = !box.checked;
    box.closest(".where__part").open = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Draw what is chosen, and count it beside each part of the body. */
  mark() {
    const chosen = new Set(this.boxes().filter((box) => box.checked).map((box) => box.value));
    for (const shape of this.querySelectorAll(".body-map__shape")) {
      shape.classList.toggle("is-marked", chosen.has(shape.dataset.key));
    }
    for (const part of this.querySelectorAll(".where__part")) {
      part.querySelector("[data-count]").textContent = part.querySelectorAll("input:checked").length || "";
    }
  }

  boxes() {
    return [...this.querySelectorAll('input[name="r"]')];
  }
}

customElements.define("pain-drawing", PainDrawing);
