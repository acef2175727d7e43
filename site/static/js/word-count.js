/** <word-count>: says under a text field how many words it holds, as one types. The server counts them without it. */
class WordCount extends HTMLElement {
  connectedCallback() {
    this.text = this.querySelector("textarea");
    this.line = this.querySelector("[data-count]");
    this.text.addEventListener("input", () => this.count());
    this.closest(".quiz-answer")?.addEventListener("quiz:shown", () => this.count());
    this.count();
  }

  count() {
    const n = this.text.value.split(/\s+/).filter(Boolean).length;
    this.line.textContent = n === 1 ? this.dataset.one : this.dataset.many.replace("{n}", n);
  }
}
customElements.define("word-count", WordCount);
