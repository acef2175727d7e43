/**
 * <flash-cards>: shows one card at a time; buttons and the arrow keys go on and back, the card itself turns over.
 *
 * The cards are <details>: without JavaScript they stand below each other and open.
 */
class FlashCards extends HTMLElement {
  connectedCallback() {
    this.cards = [...this.querySelectorAll(".cards__card")];
    this.place = 0;
    this.leaving = new AbortController();
    const signal = this.leaving.signal;
    for (const button of this.querySelectorAll("[data-step]")) {
      button.addEventListener("click", () => this.go(Number(button.dataset.step)), { signal });
    }
    this.addEventListener("keydown", (event) => this.press(event), { signal });
    this.draw();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  press(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const onCard = this.cards[this.place].contains(document.activeElement);
    this.go(step);
    if (onCard) this.cards[this.place].querySelector("summary").focus();
  }

  go(step) {
    this.cards[this.place].querySelector("details").open = false;
    this.place = (this.place + step + this.cards.length) % this.cards.length;
    this.draw();
  }

  draw() {
    this.cards.forEach((card, place) => card.toggleAttribute("data-current", place === this.place));
    this.querySelector("[data-place]").textContent = String(this.place + 1);
  }
}

customElements.define("flash-cards", FlashCards);
