/*
 * <passkey-form data-kind="login|use|add" data-failed="…"> around a form with a hidden field "credential":
 * asks the browser for a passkey when the form is sent, then sends its answer.
 * The challenge comes from <script type="application/json" id="js_data">, or for a sign-in from the form's address.
 */
const fromJSON = {
  add: (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }),
  use: (options) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }),
};

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button[type=submit]");
    if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) button.disabled = true;
    this.querySelector("form").addEventListener("submit", (event) => this.#ask(event));
  }

  async #ask(event) {
    event.preventDefault();
    this.querySelector("[role=alert]")?.remove();
    const form = event.target;
    try {
      const credential = await this.#credential(form);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch {
      this.#say(this.dataset.failed);
    }
  }

  async #credential(form) {
    const options = await this.#options(form);
    if (this.dataset.kind !== "add") return fromJSON.use(options);
    const passwordless = Boolean(form.elements.passwordless?.checked);
    options.authenticatorSelection = {
      ...options.authenticatorSelection,
      residentKey: passwordless ? "required" : "discouraged",
      requireResidentKey: passwordless,
      ...(passwordless && { userVerification: "required" }),
    };
    return fromJSON.add(options);
  }

  async #options(form) {
    if (this.dataset.kind === "add") return JSON.parse(document.getElementById("js_data").textContent).creation_options.publicKey;
    if (this.dataset.kind === "use") return JSON.parse(document.getElementById("js_data").textContent).request_options.publicKey;
    const response = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error("no challenge");
    return (await response.json()).request_options.publicKey;
  }

  #say(text) {
    const alert = document.createElement("p");
    alert.className = "notice notice--error";
    alert.setAttribute("role", "alert");
    alert.textContent = text;
    this.append(alert);
  }
}

customElements.define("passkey-form", PasskeyForm);
