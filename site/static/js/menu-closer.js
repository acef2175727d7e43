/* <menu-closer> around a <details> menu: Escape and a click elsewhere close it. Without it the summary does. */
class MenuCloser extends HTMLElement {
  #details = null;

  #outside = (event) => {
    if (!this.contains(event.target)) this.#details.open = false;
  };

  #escape = (event) => {
    if (event.key !== "Escape" || !this.#details.open) return;
    this.#details.open = false;
    this.#details.querySelector("summary").focus();
  };

  connectedCallback() {
    this.#details = this.querySelector("details");
    document.addEventListener("click", this.#outside);
    document.addEventListener("focusin", this.#outside);
    this.addEventListener("keydown", this.#escape);
  }

  disconnectedCallback() {
    document.removeEventListener("click", this.#outside);
    document.removeEventListener("focusin", this.#outside);
  }
}

customElements.define("menu-closer", MenuCloser);
