/** A field whose link one button copies: <copy-link data-done="Copied"><input readonly><button hidden>…</button><span role="status"></span>. */
class CopyLink extends HTMLElement {
  connectedCallback() {
    const [field, button, status] = ["input", "button", "[role=status]"].map((name) => this.querySelector(name));
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      await navigator.clipboard.writeText(field.value);
      status.textContent = this.dataset.done;
      button.textContent = this.dataset.done;
    });
  }
}

customElements.define("copy-link", CopyLink);
