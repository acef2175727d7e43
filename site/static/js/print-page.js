/* <print-page hidden><button>…</button></print-page>: prints the page. Without JavaScript the browser's own menu does. */
class PrintPage extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("button").addEventListener("click", () => window.print());
  }
}

customElements.define("print-page", PrintPage);
