/**
 * <card-study data-lost>: fetches the next card in place and listens to keys while the focus is inside. The server decides
 * everything; without JavaScript the same forms lead to the same pages.
 */
class CardStudy extends HTMLElement {
  connectedCallback() {
    this.body = this.querySelector("[data-body]");
    this.lost = this.querySelector("[data-lost-words]");
    this.leaving = new AbortController();
    const signal = this.leaving.signal;
    this.addEventListener("submit", (event) => this.send(event), { signal });
    this.addEventListener("keydown", (event) => this.press(event), { signal });
    this.addEventListener("toggle", (event) => this.turned(event), { signal, capture: true });
    this.lookAtCard();
  }

  disconnectedCallback() {
    this.leaving.abort();
  }

  async send(event) {
    const form = event.target;
    if (!form.matches("[data-swap]")) return;
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.setAttribute("aria-busy", "true");
    try {
      const data = new FormData(form, event.submitter);
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" } });
      if (!answer.ok && answer.status !== 422) throw new Error(answer.status);
      this.show(await answer.text());
    } catch {
      this.tellLost();
    } finally {
      this.busy = false;
      this.removeAttribute("aria-busy");
    }
  }

  show(html) {
    this.body.innerHTML = html;
    this.lost.hidden = true;
    this.lookAtCard();
  }

  tellLost() {
    this.lost.textContent = this.dataset.lost;
    this.lost.hidden = false;
  }

  lookAtCard() {
    const faulty = this.querySelector("[aria-invalid=true]");
    (faulty || this.querySelector("[data-question]")).focus();
  }

  turned(event) {
    if (event.target.matches("[data-answer]") && event.target.open) this.querySelector("[data-back]").focus();
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("textarea, input:not([type=checkbox])")) return;
    if (event.key === " ") this.turn(event);
    else this.pressButton(event);
  }

  turn(event) {
    const answer = this.querySelector("[data-answer]");
    if (!answer || answer.open || event.target.closest("a, button, summary, input")) return;
    event.preventDefault();
    answer.open = true;
  }

  pressButton(event) {
    const button = this.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button || button.closest("details:not([open])")) return;
    event.preventDefault();
    button.click();
  }
}

customElements.define("card-study", CardStudy);
