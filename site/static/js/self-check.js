/**
 * <self-check data-again>: sends the form of a question and shows the answer in its place. Without JavaScript, or when the
 * answer does not come, the form leads to a page that says the same.
 */
class SelfCheck extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.result = this.querySelector(".check__result");
    this.form.addEventListener("submit", this);
  }

  async handleEvent(event) {
    event.preventDefault();
    const address = `${this.form.action}?${new URLSearchParams(new FormData(this.form))}`;
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (!answer.ok) throw new Error(answer.status);
      this.show(await answer.text(), answer.headers.get("Self-Check") === "marked");
    } catch {
      this.form.submit();
    }
  }

  show(html, marked) {
    this.result.innerHTML = html;
    this.result.hidden = false;
    this.form.hidden = marked;
    if (marked) this.result.append(this.againButton());
    this.result.focus();
  }

  againButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn--small no-print";
    button.textContent = this.dataset.again;
    button.addEventListener("click", () => this.again());
    return button;
  }

  again() {
    this.form.reset();
    this.form.hidden = false;
    this.result.hidden = true;
    this.form.querySelector("input, select, button").focus();
  }
}

customElements.define("self-check", SelfCheck);
