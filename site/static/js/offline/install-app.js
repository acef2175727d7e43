/**
 * <install-app>: offers to install the academy as an app. Where the browser lets pages ask, a button; elsewhere the words that
 * are in it. Nothing is shown in the installed app itself.
 */
class InstallApp extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.hidden = matchMedia("(display-mode: standalone)").matches;
    window.addEventListener("beforeinstallprompt", this);
    window.addEventListener("appinstalled", this);
    this.button.addEventListener("click", this);
  }

  disconnectedCallback() {
    window.removeEventListener("beforeinstallprompt", this);
    window.removeEventListener("appinstalled", this);
  }

  handleEvent(event) {
    if (event.type === "beforeinstallprompt") this.offer(event);
    else if (event.type === "appinstalled") this.hidden = true;
    else this.install();
  }

  offer(event) {
    event.preventDefault();
    this.prompt = event;
    this.button.hidden = false;
    this.querySelector("[data-elsewhere]").hidden = true;
  }

  async install() {
    await this.prompt?.prompt();
    this.button.hidden = true;
  }
}

customElements.define("install-app", InstallApp);
