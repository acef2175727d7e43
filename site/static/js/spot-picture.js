/**
 * <spot-picture>: a press on a place chooses the entry of the list that says the same, and the picture shows what is chosen
 * there. For a keyboard and a screen reader the list is all there is to know.
 */
class SpotPicture extends HTMLElement {
  connectedCallback() {
    this.answer = this.closest(".quiz-answer");
    if (!this.answer || this.answer.disabled || !this.answer.querySelector("input[name=answer]")) return;
    this.classList.add("quiz-picture--live");
    this.addEventListener("click", (event) => this.press(event.target.closest("[data-spot]")));
    this.answer.addEventListener("change", () => setTimeout(() => this.draw()));
    this.answer.addEventListener("quiz:shown", () => this.draw());
    this.draw();
  }

  entry(spot) {
    return this.answer.querySelector(`input[value="${CSS.escape(spot.dataset.spot)}"]`);
  }

  press(spot) {
    if (!spot) return;
    const entry = this.entry(spot);
    entry.checked = entry.type === "radio" || !entry.checked;
    entry.dispatchEvent(new Event("change", { bubbles: true }));
  }

  draw() {
    for (const spot of this.querySelectorAll("[data-spot]")) spot.classList.toggle("is-picked", this.entry(spot).checked);
  }
}

customElements.define("spot-picture", SpotPicture);
