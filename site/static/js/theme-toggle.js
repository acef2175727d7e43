/* <theme-toggle data-to-dark="…" data-to-light="…">: a button that turns the colours and remembers it on this device. */
const ICON =
  '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><circle cx="12" cy="12" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/></svg>';

class ThemeToggle extends HTMLElement {
  #system = matchMedia("(prefers-color-scheme: dark)");

  get #dark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : this.#system.matches;
  }

  connectedCallback() {
    this.innerHTML = `<button class="theme-toggle" type="button">${ICON}</button>`;
    this.firstChild.addEventListener("click", () => this.#turn());
    this.#system.addEventListener("change", () => this.#label());
    this.#label();
  }

  #turn() {
    const theme = this.#dark ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("theme", theme);
    } catch {
      /* Not remembered, still turned. */
    }
    this.#label();
  }

  #label() {
    const label = this.#dark ? this.dataset.toLight : this.dataset.toDark;
    this.firstChild.setAttribute("aria-label", label);
    this.firstChild.title = label;
  }
}

customElements.define("theme-toggle", ThemeToggle);
