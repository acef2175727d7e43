/* <checked-form data-required data-email data-url> around a form: says what is wrong beside the field, in the server's own words.

   The browser's own bubbles are switched off only here, so they stay where there is no script. `data-least-seconds` is how long
   the server wants a form to have been open; whoever is quicker (a password manager, say) waits without noticing. */

const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/;

function isWebAddress(text) {
  const typed = /^[a-z][a-z0-9+-]*:/i.test(text) ? text : `https://${text}`;
  try {
    const { protocol, hostname } = new URL(typed);
    return /^https?:$/.test(protocol) && !/\s/.test(text) && (hostname === "localhost" || /[^.]\.[^.]/.test(hostname));
  } catch {
    return false;
  }
}

class CheckedForm extends HTMLElement {
  #form = null;
  #since = performance.now();

  connectedCallback() {
    this.#form = this.querySelector("form");
    this.#form.noValidate = true;
    this.#form.addEventListener("submit", this.#onSubmit);
    this.#form.addEventListener("focusout", this.#onLeave);
    this.#form.addEventListener("input", this.#onInput);
  }

  get #fields() {
    return [...this.#form.elements].filter((field) => field.closest(".field") && field.name);
  }

  #onSubmit = (event) => {
    const wrong = this.#fields.filter((field) => !this.#check(field));
    if (wrong.length) {
      event.preventDefault();
      wrong[0].focus();
      return;
    }
    const early = Number(this.dataset.leastSeconds ?? 0) * 1000 - (performance.now() - this.#since);
    if (early <= 0) return;
    event.preventDefault();
    setTimeout(() => this.#form.submit(), early + 250);
  };

  /* Only on the way to another field: a message that comes or goes while the button is pressed would move the button away. */
  #onLeave = (event) => {
    const fields = this.#fields;
    if (fields.includes(event.target) && fields.includes(event.relatedTarget) && event.target.value.trim()) this.#check(event.target);
  };

  #onInput = (event) => {
    if (event.target.getAttribute("aria-invalid") === "true" && !this.#message(event.target)) this.#check(event.target);
  };

  #message(field) {
    const value = field.value.trim();
    if (!value) return field.required ? this.dataset.required : "";
    if (field.type === "email" && !EMAIL.test(value)) return this.dataset.email;
    if (field.type === "url" && !isWebAddress(value)) return this.dataset.url;
    return "";
  }

  #check(field) {
    const message = this.#message(field);
    const id = `${field.id}_error`;
    document.getElementById(id)?.remove();
    const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
    const described = message ? [...others, id] : others;
    if (message) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    if (described.length) field.setAttribute("aria-describedby", described.join(" "));
    else field.removeAttribute("aria-describedby");
    if (message) field.before(this.#note(id, message));
    return !message;
  }

  #note(id, message) {
    const note = document.createElement("div");
    note.id = id;
    const words = document.createElement("p");
    words.className = "field__error";
    words.textContent = message;
    note.append(words);
    return note;
  }
}

customElements.define("checked-form", CheckedForm);
