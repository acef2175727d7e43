// A body map: what is pointed at in the picture is lit in the list, and the other way round; both sides on request.
class BodyMap extends HTMLElement {
  connectedCallback() {
    this.addEventListener("pointerover", (event) => this.light(event.target));
    this.addEventListener("pointerleave", () => this.light(null));
    this.addEventListener("focusin", (event) => this.light(event.target));
    this.addEventListener("focusout", () => this.light(null));
    this.querySelector("[data-sides]")?.addEventListener("change", (event) => this.show(event.target.checked));
  }

  /** Light everything that shares the key (of a point: that point) of the thing under the pointer or with the focus. */
  light(target) {
    const held = target?.closest?.("[data-key], [data-point]");
    const point = held?.dataset.point;
    const key = point ? undefined : held?.dataset.key;
    for (const one of this.querySelectorAll(".is-lit")) one.classList.remove("is-lit");
    this.classList.toggle("has-lit", Boolean(key) && !this.classList.contains("body-map--linked"));
    if (!key && !point) return;
    const wanted = point ? `[data-point="${CSS.escape(point)}"]` : `[data-key="${CSS.escape(key)}"]`;
    for (const one of this.querySelectorAll(wanted)) one.classList.add("is-lit");
  }

  /** Show the right side, or both, each in its own crop. */
  show(both) {
    this.classList.toggle("body-map--both", both);
    for (const panel of this.querySelectorAll("svg[data-one]")) {
      panel.setAttribute("viewBox", both ? panel.dataset.both : panel.dataset.one);
    }
  }
}

customElements.define("body-map", BodyMap);
